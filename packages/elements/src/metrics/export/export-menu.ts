import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import download from 'lucide/dist/esm/icons/download.mjs';
import { announce } from '../../announce.js';
import { icon } from '../../icon.js';
import type { Localizer } from '../../locale/localizer.js';
import { type MenuItem, openMenu } from '../../menu.js';
import { exportTexts } from './texts.js';

/** What can be saved. */
interface Exported {
  readonly host: ReactiveControllerHost & HTMLElement;
  readonly locale: Localizer;
  /** What it is called: the title of the picture and the name of the file. */
  readonly title: string;
}

const save = (content: Blob, file: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = file;
  link.click();
  // The browser has taken it up by the next task.
  setTimeout(() => URL.revokeObjectURL(link.href));
};

const nameOf = (title: string): string =>
  title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '') || 'figure';

const plainText = ({ textContent }: Element): string => textContent.replaceAll(/\s+/g, ' ').trim();

const items = ({ host, locale, title }: Exported): readonly MenuItem[] => {
  const root = host.shadowRoot;
  const texts = exportTexts.in(locale.language);
  const chart = root?.querySelector<SVGSVGElement>('svg.chart');
  const tables = [...(root?.querySelectorAll('table') ?? [])];
  const name = nameOf(title);
  const done = (content: Blob, file: string) => {
    save(content, file);
    announce(host, texts.saved(file), locale.language);
  };
  const picture = async () => {
    const { pictureOf } = await import('./picture.js');
    const note = [...(root?.querySelectorAll<HTMLElement>('.meta > span') ?? [])].map(plainText);
    return chart ? pictureOf(chart, { title, note: note.join(' · ') }) : null;
  };
  const pictures: readonly MenuItem[] = [
    {
      label: 'SVG',
      run: async () => {
        const svg = await picture();
        if (svg) done(new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' }), `${name}.svg`);
      },
    },
    {
      label: 'PNG',
      run: async () => {
        const [svg, { rasterOf }] = await Promise.all([picture(), import('./raster.js')]);
        if (svg) done(await rasterOf(svg), `${name}.png`);
      },
    },
  ];
  const sheets = tables.map((table, at): MenuItem => {
    const of = table.caption ? plainText(table.caption) : title;
    return {
      label: tables.length > 1 ? texts.table(of) : 'CSV',
      run: async () => {
        const { sheetOf } = await import('./sheet.js');
        // Excel takes a file for UTF-8 only where it begins with the mark.
        const content = new Blob([`\uFEFF${sheetOf(table)}\r\n`], { type: 'text/csv;charset=utf-8' });
        done(content, `${at === 0 ? name : nameOf(of)}.csv`);
      },
    };
  });
  return [...(chart ? pictures : []), ...sheets];
};

/** Saves what is shown as a picture or as a table. */
export const exportButton = (exported: Exported): TemplateResult => {
  const { host, locale } = exported;
  void exportTexts.load(locale.language)?.then(() => host.requestUpdate());
  const { save } = exportTexts.in(locale.language);
  return html`<button
    type="button"
    class="button quiet square export"
    part="button"
    aria-label=${save}
    title=${save}
    aria-haspopup="menu"
    @click=${(event: Event) => openMenu(host, event.currentTarget as HTMLElement, save, items(exported))}
    >${icon(download)}</button
  >`;
};
