/** Pixels of the file for one of the page: sharp on slides and in print. */
const SCALE = 2;

const number = (shape: Element, name: string, absent = 0): number => {
  const value = Number.parseFloat(shape.getAttribute(name) ?? '');
  return Number.isNaN(value) ? absent : value;
};

/** A distance in pixels, or in ems of the shape's font. */
const distance = (shape: Element, name: string): number =>
  shape.getAttribute(name)?.endsWith('em') ? number(shape, name) * number(shape, 'font-size', 12) : number(shape, name);

const outline = (shape: Element): Path2D => {
  const path = new Path2D(shape.getAttribute('d') ?? '');
  const of = (name: string) => number(shape, name);
  if (shape.localName === 'rect') path.roundRect(of('x'), of('y'), of('width'), of('height'), of('rx'));
  if (shape.localName === 'circle') path.arc(of('cx'), of('cy'), of('r'), 0, 2 * Math.PI);
  if (shape.localName === 'line') {
    path.moveTo(of('x1'), of('y1'));
    path.lineTo(of('x2'), of('y2'));
  }
  return path;
};

const ANCHORS: Readonly<Record<string, CanvasTextAlign>> = { middle: 'center', end: 'end' };

const draw = (context: OffscreenCanvasRenderingContext2D, shape: Element): void => {
  if (shape.localName === 'title') return;
  context.save();
  const [dx, dy] = (/^translate\(([\d.]+) ([\d.]+)\)$/.exec(shape.getAttribute('transform') ?? '') ?? []).slice(1);
  context.translate(Number(dx ?? 0), Number(dy ?? 0));
  for (const child of shape.children) draw(context, child);
  const fill = shape.getAttribute('fill');
  const stroke = shape.getAttribute('stroke');
  const opacity = number(shape, 'opacity', 1);
  context.fillStyle = fill ?? 'none';
  context.strokeStyle = stroke ?? 'none';
  context.lineWidth = number(shape, 'stroke-width', 1);
  context.lineJoin = shape.getAttribute('stroke-linejoin') === 'round' ? 'round' : 'miter';
  context.setLineDash((shape.getAttribute('stroke-dasharray')?.match(/[\d.]+/g) ?? []).map(Number));
  const strokes = (paint: () => void) => {
    context.globalAlpha = opacity * number(shape, 'stroke-opacity', 1);
    if (stroke && stroke !== 'none') paint();
  };
  const fills = (paint: () => void) => {
    context.globalAlpha = opacity * number(shape, 'fill-opacity', 1);
    if (fill && fill !== 'none') paint();
  };
  if (shape.localName === 'text') {
    const of = (name: string) => shape.getAttribute(name) ?? '';
    context.font = `${of('font-weight')} ${of('font-size')} ${of('font-family')}`;
    context.textAlign = ANCHORS[of('text-anchor')] ?? 'start';
    const at = [number(shape, 'x') + distance(shape, 'dx'), number(shape, 'y') + distance(shape, 'dy')] as const;
    // The halo lies behind the letters.
    strokes(() => context.strokeText(shape.textContent, ...at));
    fills(() => context.fillText(shape.textContent, ...at));
  } else if (shape.localName !== 'g') {
    const path = outline(shape);
    fills(() => context.fill(path));
    strokes(() => context.stroke(path));
  }
  context.restore();
};

/**
 * Draws a picture's rectangles, lines, circles, paths and texts. A page whose content security policy admits no images
 * of its own making has a PNG this way, too.
 */
export const rasterOf = (picture: SVGSVGElement): Promise<Blob> => {
  const canvas = new OffscreenCanvas(number(picture, 'width') * SCALE, number(picture, 'height') * SCALE);
  const context = canvas.getContext('2d');
  if (!context) return Promise.reject(new Error('This browser draws no pictures.'));
  context.scale(SCALE, SCALE);
  context.direction = picture.getAttribute('direction') === 'rtl' ? 'rtl' : 'ltr';
  for (const shape of picture.children) draw(context, shape);
  return canvas.convertToBlob({ type: 'image/png' });
};
