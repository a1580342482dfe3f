import { Catalog } from '../../locale/catalog.js';

export interface ExportTexts {
  readonly save: string;
  /** `of` is what the table is called. */
  readonly table: (of: string) => string;
  readonly saved: (file: string) => string;
}

export const exportTexts = new Catalog<ExportTexts>(
  {
    save: 'Save as a file',
    table: (of) => `CSV: ${of}`,
    saved: (file) => `${file} is saved.`,
  },
  {
    ar: async () => ({
      save: 'حفظ في ملف',
      table: (of) => `CSV: ${of}`,
      saved: (file) => `حُفظ ${file}.`,
    }),
    de: async () => ({
      save: 'Als Datei speichern',
      table: (of) => `CSV: ${of}`,
      saved: (file) => `${file} ist gespeichert.`,
    }),
    fr: async () => ({
      save: 'Enregistrer dans un fichier',
      table: (of) => `CSV : ${of}`,
      saved: (file) => `${file} est enregistré.`,
    }),
  },
);
