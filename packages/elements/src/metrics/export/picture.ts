const SVG = 'http://www.w3.org/2000/svg';

/** What a style sheet says of a shape, and a file has to say itself. */
const PAINT = [
  'fill-opacity',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'opacity',
] as const;
const COLOURS = ['fill', 'stroke'] as const;

const EDGE = 16;
const LINE = 20;

/** Any colour of a page, such as in OKLCH, as every program that opens the file knows it. */
const plainColours = (): ((colour: string) => string) => {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const known = new Map<string, string>();
  const painted = (colour: string): string => {
    if (!context) return colour;
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
    return `rgba(${red}, ${green}, ${blue}, ${(alpha / 255).toFixed(3)})`;
  };
  return (colour) => {
    const plain = colour === 'none' || colour === '' ? 'none' : (known.get(colour) ?? painted(colour));
    known.set(colour, plain);
    return plain;
  };
};

const make = (name: string, attributes: Readonly<Record<string, string | number>>): SVGElement => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
};

/**
 * A chart as it stands on the page, as a picture that needs no style sheet: its colours and fonts on each shape, its
 * title above it, what it rests on below it, and the page's ground behind it.
 */
export const pictureOf = (
  chart: SVGSVGElement,
  { title, note }: { readonly title: string; readonly note: string },
): SVGSVGElement => {
  const plain = plainColours();
  const { direction, fontFamily, color } = getComputedStyle(chart);
  // A chart behind a closed toggle has no size of its own yet.
  const [width, height] = [Number(chart.getAttribute('width')), Number(chart.getAttribute('height'))];
  const ground = chart.appendChild(make('rect', { class: 'ground' }));
  const background = plain(getComputedStyle(ground).fill);
  ground.remove();
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const originals = [...chart.querySelectorAll<SVGElement>('*')];
  copy.querySelectorAll<SVGElement>('*').forEach((shape, at) => {
    const original = originals[at];
    shape.removeAttribute('class');
    if (!original || shape instanceof SVGTitleElement || shape instanceof SVGGElement) return;
    const style = getComputedStyle(original);
    for (const name of COLOURS) shape.setAttribute(name, plain(style.getPropertyValue(name)));
    for (const name of PAINT) shape.setAttribute(name, style.getPropertyValue(name));
  });
  const start = direction === 'rtl' ? width + EDGE : EDGE;
  const text = (content: string, y: number, size: number, weight: number): SVGElement => {
    const line = make('text', { x: start, y, fill: plain(color), 'font-size': `${size}px`, 'font-weight': weight });
    line.setAttribute('font-family', fontFamily);
    line.textContent = content;
    return line;
  };
  const [fullWidth, fullHeight] = [width + 2 * EDGE, height + 2 * EDGE + 2 * LINE];
  const picture = make('svg', {
    xmlns: SVG,
    width: fullWidth,
    height: fullHeight,
    viewBox: `0 0 ${fullWidth} ${fullHeight}`,
    direction,
    role: 'img',
    'aria-label': `${title}. ${note}`,
  }) as SVGSVGElement;
  const plot = make('g', { transform: `translate(${EDGE} ${EDGE + LINE})` });
  plot.append(...copy.childNodes);
  picture.append(
    make('rect', { width: fullWidth, height: fullHeight, fill: background }),
    text(title, EDGE + 8, 14, 600),
    plot,
    text(note, fullHeight - EDGE, 11, 400),
  );
  return picture;
};
