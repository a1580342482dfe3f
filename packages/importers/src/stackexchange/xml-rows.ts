import { createReadStream } from 'node:fs';
import { SaxesParser } from 'saxes';

/** The attributes of one `<row>`. A missing attribute is a null of the table. */
export type Row = Readonly<Partial<Record<string, string>>>;

/** Where a file stops being well-formed XML. Line and column count from 1. */
export interface XmlFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface RowListener {
  /** The first fault; no row follows it. */
  fault(fault: XmlFault): void;
  /** The row that comes next held control characters; they are gone. */
  cleaned?(): void;
  /** After each piece of the file, with its size in bytes. */
  read?(bytes: number): void;
  /** The name of the root element, before the first row. */
  root?(name: string): void;
  readonly signal?: AbortSignal | undefined;
}

const FORBIDDEN = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu;
/** Takes the place of a forbidden character, so that columns stay right. A noncharacter: no text has it. */
const MARK = '\uFDD0';
const REFERENCE = /&#(?:x([0-9a-f]+)|(\d+));/gi;
/** How saxes words a reference to a forbidden character, the one fault that loses nothing but the character. */
const FORBIDDEN_REFERENCE = 'malformed character entity.';

const isForbidden = (code: number) =>
  code > 0x10ffff || !/^[\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]$/u.test(String.fromCodePoint(code));

const clean = (value: string) =>
  value
    .replaceAll(MARK, '')
    .replace(REFERENCE, (text, hex, decimal) =>
      isForbidden(hex ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10)) ? '' : text,
    );

/**
 * Reads the rows of a table of a Stack Exchange dump one after the other, holding only a piece of the
 * file in memory. A fault ends the table: rows before it are given, and the listener hears where it is.
 */
export async function* readRows(file: string, listener: RowListener): AsyncGenerator<Row, void, undefined> {
  const parser = new SaxesParser<{ position: true; xmlns: false }>({ position: true, xmlns: false });
  let rows: { row: Row; dirty: boolean }[] = [];
  let fault: XmlFault | undefined;
  let dirty = false;
  let depth = 0;

  parser.on('error', (error) => {
    const message = error.message.replace(/^\d+:\d+: /, '');
    if (message === FORBIDDEN_REFERENCE) dirty = true;
    else fault ??= { line: parser.line, column: Math.max(parser.column, 1), message };
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (fault) return;
    if (depth === 0) listener.root?.(name);
    if (depth === 1 && name === 'row') {
      rows.push({ row: attributes, dirty });
      dirty = false;
    }
    depth += 1;
  });
  parser.on('closetag', () => {
    depth -= 1;
  });

  function* take() {
    const ready = rows;
    rows = [];
    for (const { row, dirty: marked } of ready) {
      const values = Object.entries(row);
      if (!marked && !values.some(([, value]) => value?.includes(MARK))) {
        yield row;
        continue;
      }
      listener.cleaned?.();
      yield Object.fromEntries(values.map(([name, value]) => [name, clean(value ?? '')]));
    }
  }

  const stream = createReadStream(file, { highWaterMark: 128 * 1024, signal: listener.signal });
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    parser.write(decoder.decode(chunk, { stream: true }).replace(FORBIDDEN, MARK));
    yield* take();
    listener.read?.(chunk.length);
    if (fault) break;
  }
  if (!fault) {
    parser.write(decoder.decode());
    parser.close();
    yield* take();
  }
  if (fault) listener.fault(fault);
}
