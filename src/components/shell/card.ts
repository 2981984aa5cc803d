/**
 * Share cards, drawn when the site is built. The text is set in Computer Modern, KaTeX's own files: they come with
 * the formulas anyway, and are in a format that satori reads.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Resvg, initWasm } from '@resvg/resvg-wasm';
import satori from 'satori';
import { clip, plain, titleSize } from './cardText.ts';

export interface Card {
  /** Small line above the title: a tag, or the paper's authors. */
  readonly over: string;
  readonly title: string;
  readonly text: string;
  /** Small line at the foot, on the right. */
  readonly foot: string;
}

export const WIDTH = 1200;
export const HEIGHT = 630;

const PAGE = '#fcfcfa';
const INK = '#1b1b1f';
const MUTED = '#5d6068';
const TEAL = '#0b7a75';

/** The middle dot that Computer Modern has. */
const words = (text: string): string => plain(text).replaceAll('·', '⋅');

const require = createRequire(import.meta.url);

async function load() {
  await initWasm(readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  const font = async (name: string, file: string, weight: 400 | 700) => ({
    name,
    weight,
    style: 'normal' as const,
    data: await readFile(require.resolve(`katex/dist/fonts/KaTeX_${file}.ttf`)),
  });
  return Promise.all([
    font('Main', 'Main-Regular', 400),
    font('Main', 'Main-Bold', 700),
    font('Greek', 'Math-Italic', 400),
    font('Signs', 'AMS-Regular', 400),
  ]);
}

/** Loaded once for all cards of a build. */
let ready: ReturnType<typeof load> | null = null;

interface Box {
  type: 'div';
  key: null;
  props: { style: Record<string, string | number>; children?: Box[] | string };
}

const box = (style: Record<string, string | number>, children?: Box[] | string): Box => ({
  type: 'div',
  key: null,
  props: { style: { display: 'flex', ...style }, ...(children === undefined ? {} : { children }) },
});

/** The two arms of the cross and four dots at their ends: neurons that have turned onto two axes. */
function emblem(): Box {
  const dot = (left: number, top: number) =>
    box({ position: 'absolute', left, top, width: 14, height: 14, borderRadius: 7, backgroundColor: TEAL });
  return box({ position: 'relative', width: 44, height: 44, marginRight: 18 }, [
    box({ position: 'absolute', left: 21, top: 4, width: 2, height: 36, backgroundColor: INK }),
    box({ position: 'absolute', left: 4, top: 21, width: 36, height: 2, backgroundColor: INK }),
    dot(15, 0),
    dot(15, 30),
    dot(0, 15),
    dot(30, 15),
  ]);
}

/** The card as a PNG of 1200 × 630 pixels. */
export async function drawCard(card: Card): Promise<Uint8Array<ArrayBuffer>> {
  ready ??= load();
  const fonts = await ready;
  const tree = box(
    {
      boxSizing: 'border-box',
      width: WIDTH,
      height: HEIGHT,
      flexDirection: 'column',
      justifyContent: 'space-between',
      padding: '68px 84px 60px',
      backgroundColor: PAGE,
      color: INK,
      fontFamily: 'Main, Greek, Signs',
    },
    [
      box({ flexDirection: 'column', borderLeft: `4px solid ${TEAL}`, paddingLeft: 36 }, [
        ...(card.over === ''
          ? []
          : [box({ fontSize: 30, color: MUTED, marginBottom: 18 }, words(card.over))]),
        box(
          { fontSize: titleSize(card.title), lineHeight: 1.12, letterSpacing: '-0.01em', marginBottom: 26 },
          clip(words(card.title), 110),
        ),
        box({ fontSize: 34, lineHeight: 1.38, color: MUTED }, clip(words(card.text), 190)),
      ]),
      box({ alignItems: 'center', justifyContent: 'space-between', fontSize: 32 }, [
        box({ alignItems: 'center' }, [emblem(), box({}, 'Two Layers')]),
        box({ color: MUTED, fontSize: 28 }, words(card.foot)),
      ]),
    ],
  );
  const svg = await satori(tree, { width: WIDTH, height: HEIGHT, fonts });
  const image = new Resvg(svg, { fitTo: { mode: 'width', value: WIDTH } }).render();
  return new Uint8Array(image.asPng());
}
