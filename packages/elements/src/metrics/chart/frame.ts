import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

/** Room around the plot, in pixels. */
export const MARGIN = { start: 48, end: 16, top: 20, bottom: 28 } as const;
export const HEIGHT = 240;

/** Where a chart is drawn. */
export interface Frame {
  readonly width: number;
  /** Time runs the way the page is read. */
  readonly rightToLeft: boolean;
}

/** How wide its host is, and whether it is read from right to left. */
export class FrameOfHost implements ReactiveController {
  #width = 0;
  #observer: ResizeObserver | undefined;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      if (width === this.#width) return;
      this.#width = width;
      // A chart as high as what it shows changes the size of its host: not while sizes are being told.
      requestAnimationFrame(() => this.host.requestUpdate());
    });
    this.#observer.observe(this.host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  /** `null` while there is no room. */
  get frame(): Frame | null {
    return this.#width < 2 * MARGIN.start
      ? null
      : { width: this.#width, rightToLeft: getComputedStyle(this.host).direction === 'rtl' };
  }
}

/** A chart that takes its room before it is there. */
export const chartFigure = (drawing: unknown, summary: string): TemplateResult =>
  html`<figure part="chart">
    <div class="canvas">${drawing}</div>
    <figcaption class="summary" part="summary">${summary}</figcaption>
  </figure>`;
