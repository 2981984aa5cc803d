/** Numbers as the charts write them. */

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A power of ten in plain text: 10⁻³. */
export function power(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join('');
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}

/** A number to `digits` significant figures, a true minus sign, no exponent between 10⁻⁴ and 10⁶. */
export function plain(value: number, digits = 3): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (size < 1e-4 || size >= 1e6) {
    const exponent = Math.floor(Math.log10(size));
    const mantissa = Number((size / 10 ** exponent).toPrecision(digits));
    return sign + (mantissa === 1 ? power(exponent) : `${mantissa} · ${power(exponent)}`);
  }
  return sign + Number(size.toPrecision(Math.max(digits, size >= 1 ? Math.floor(Math.log10(size)) + 1 : 1)));
}

/** A fraction as a percentage: 0.125 → "12.5 %". */
export function share(value: number): string {
  return Number.isNaN(value) ? '–' : `${plain(value * 100)} %`;
}

/** How the ticks of one axis are written; log axes show plain powers of ten. */
export function tickFormat(
  scale: 'linear' | 'log',
  format: 'number' | 'share',
  domain: readonly [number, number],
): (value: number) => string {
  if (format === 'share') return share;
  if (scale === 'linear') return (value) => plain(value, 4);
  const readable = domain[0] >= 1e-3 && domain[1] < 1e5;
  return (value) => {
    const exponent = Math.log10(value);
    return readable || !Number.isInteger(exponent) ? plain(value) : power(exponent);
  };
}
