import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { JsonLdParser } from 'jsonld-streaming-parser';
import { type Quad, StreamParser } from 'n3';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { SaxesParser } from 'saxes';
import { ImportError } from '../import-error.js';

type Format = 'rdfxml' | 'turtle' | 'n-triples' | 'json-ld';

const FORMATS: Readonly<Record<string, Format>> = {
  '.rdf': 'rdfxml',
  '.xml': 'rdfxml',
  '.owl': 'rdfxml',
  '.ttl': 'turtle',
  '.turtle': 'turtle',
  '.nt': 'n-triples',
  '.jsonld': 'json-ld',
  '.json': 'json-ld',
};

/** Relative names are those of the file itself, which nobody else has. */
const BASE = 'file:///';

/**
 * Hands on the statements of an RDF file, one after the other, as they are read.
 * @throws ImportError `wrong-format` with the line, where the parser tells it, and `not-found`.
 */
export async function readStatements(file: string, take: (statement: Quad) => void): Promise<void> {
  const format = FORMATS[extname(file).toLowerCase()];
  if (!format) {
    const known = Object.keys(FORMATS).join(', ');
    throw new ImportError('wrong-format', `${file}: what it holds is told by its ending, which is one of ${known}.`);
  }
  try {
    const whole = format === 'rdfxml' ? wellFormed : asItIs;
    await pipeline(createReadStream(file), whole, parserOf(format), async (statements: AsyncIterable<unknown>) => {
      for await (const statement of statements) take(statement as Quad);
    });
  } catch (error) {
    throw unreadable(file, error);
  }
}

function parserOf(format: Format): NodeJS.ReadWriteStream {
  switch (format) {
    case 'rdfxml':
      return new RdfXmlParser({ baseIRI: BASE, trackPosition: true }) as unknown as NodeJS.ReadWriteStream;
    case 'json-ld':
      return new JsonLdParser({ baseIRI: BASE, documentLoader: noLoader }) as unknown as NodeJS.ReadWriteStream;
    default:
      return new StreamParser({ baseIRI: BASE, format: format === 'turtle' ? 'text/turtle' : 'N-Triples' });
  }
}

async function* asItIs(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  yield* chunks;
}

/** The parser of RDF/XML does not mind where a file ends, so that half of one would come in as if it were all. */
async function* wellFormed(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  const xml = new SaxesParser({ xmlns: true });
  xml.on('error', (error) => {
    throw error;
  });
  xml.on('doctype', (doctype) => {
    // Abbreviations of the file's own; what stands elsewhere is not fetched and so is unknown.
    for (const [, name = '', text = ''] of doctype.matchAll(/<!ENTITY\s+(\S+)\s+["']([^"'<&]*)["']/g)) {
      xml.ENTITIES[name] = text;
    }
  });
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of chunks) {
    xml.write(utf8.decode(chunk, { stream: true }));
    yield chunk;
  }
  xml.write(utf8.decode());
  xml.close();
}

/** An import reads the file it was given and asks nobody on the network. */
const noLoader = {
  load: async (url: string): Promise<never> => {
    throw new Error(`its context <${url}> stands elsewhere; write the context into the file`);
  },
};

function unreadable(file: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if ('code' in error && 'syscall' in error) {
    return new ImportError('not-found', `${file} cannot be read (${error.code}).`, [], { cause: error });
  }
  const line = lineOf(error);
  const message = error.message.split('\n', 1)[0] ?? '';
  if (line === null) return new ImportError('wrong-format', `${file}: ${message}`, [], { cause: error });
  const fault = { file, line, column: null, message };
  return new ImportError('wrong-format', `${file} is broken; nothing was imported.`, [fault], { cause: error });
}

/** Each parser tells it in its own way. */
function lineOf(error: Error): number | null {
  if ('line' in error && typeof error.line === 'number') return error.line;
  const context = 'context' in error ? (error.context as { line?: unknown } | undefined) : undefined;
  if (typeof context?.line === 'number') return context.line;
  const told = /\bline (\d+)|^(\d+):\d+:/.exec(error.message);
  return told ? Number(told[1] ?? told[2]) : null;
}
