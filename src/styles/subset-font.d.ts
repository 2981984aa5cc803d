/** The part of the package subset-font that is used here; it brings no types. */
declare module 'subset-font' {
  export default function subsetFont(
    font: Buffer,
    text: string | undefined,
    options: {
      readonly targetFormat: 'sfnt' | 'woff2';
      readonly noHinting?: boolean;
      readonly keepAllGlyphs?: boolean;
      readonly keepFeatures?: string[];
      readonly variationAxes?: Record<string, number | { readonly min: number; readonly max: number }>;
    },
  ): Promise<Buffer>;
}
