import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as m from './index.js';

// Real networks and cost series lie beside the repository and are no part of it. Where there are none, this says so.

const data = join(import.meta.dirname, '../../../../../shared/data');
const isThere = existsSync(data);
const note = isThere ? '' : ' (left out: there is no ../shared/data)';

const value = <T>(measured: m.Measured<T>): T => {
  if (measured.status !== 'ok') throw new Error(measured.message);
  return measured.value;
};

const rows = (path: string, separator: string): string[][] =>
  readFileSync(join(data, path), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(separator));

const graphOf = (pairs: readonly string[][]): m.Network =>
  m.network(pairs.map(([from = '', to = '']) => ({ from, to })));

describe.skipIf(!isThere)(`real networks${note}`, () => {
  // Of Zachary 1977, as NetworkX 3.6.1 and textbooks have it.
  test('the karate club', () => {
    const ties = rows('networks/karate_edges.csv', ',').slice(1);
    const club = graphOf([...ties, ...ties.map(([one = '', other = '']) => [other, one])]);
    expect(club.nodes).toHaveLength(34);
    expect(club.ties).toBe(2 * 78);
    expect(value(m.density(club))).toBeCloseTo(0.13903743315508021, 12);
    expect(value(m.transitivity(club))).toBeCloseTo(0.2556818181818182, 12);
    expect(value(m.cores(club)).k).toBe(4);
    expect(value(m.reciprocity(club))).toEqual({ share: 1, rho: 1 });
    const { normalised } = value(m.betweenness(club));
    const most = club.nodes.map((node, at) => ({ node, share: normalised[at] ?? 0 })).sort((a, b) => b.share - a.share);
    expect(most.slice(0, 4)).toEqual([
      { node: '1', share: expect.closeTo(0.4376352813852815, 12) },
      { node: '34', share: expect.closeTo(0.30407497594997596, 12) },
      { node: '33', share: expect.closeTo(0.14524711399711404, 12) },
      { node: '3', share: expect.closeTo(0.14365680615680615, 12) },
    ]);
  });

  // Of Krackhardt 1987: 21 managers, whom they ask, who are their friends, to whom they report.
  test("Krackhardt's managers: people ask those to whom they report, and nine times as often others", () => {
    const people = rows('networks/ht_advice_nodes.csv', ',').slice(1);
    const departments = new Map(people.map(([id = '', , , , department = '']) => [id as m.Node, department]));
    const graph = (name: string) =>
      m.network(
        rows(`networks/ht_${name}_edges.csv`, ',')
          .slice(1)
          .map(([from = '', to = '']) => ({ from, to })),
        departments.keys(),
      );
    const [advice, friends, reports] = [graph('advice'), graph('friends'), graph('reports')];
    const figures = (network: m.Network) => [
      network.ties,
      value(m.density(network)),
      value(m.reciprocity(network)).share,
      value(m.externalInternal(network, departments)).index,
    ];
    expect(figures(advice)).toEqual([190, 0.4523809523809524, 0.47368421052631576, 0.5172413793103448].map(close));
    expect(figures(friends)).toEqual([102, 0.24285714285714285, 0.45098039215686275, 0.31645569620253156].map(close));
    expect(figures(reports)).toEqual([20, 0.047619047619047616, 0, -0.6].map(close));
    expect(value(m.transitivity(advice))).toBeCloseTo(0.7345088161209068, 12);
    // Lines stay within departments much more than by chance; advice crosses them, a little less than by chance.
    const lines = value(m.externalInternal(reports, departments));
    expect(lines.index).toBeLessThan(lines.chance.low);
    const asked = value(m.externalInternal(advice, departments));
    expect(asked.index).toBeGreaterThan(0);
    expect(asked.index).toBeLessThan(asked.chance.mean);
    const among = (network: m.Network) => {
      const tied = new Set(tiesOf(network));
      return tiesOf(reports).filter((tie) => tied.has(tie)).length;
    };
    expect(among(advice)).toBe(19);
    expect(among(friends)).toBe(12);
  });

  // Of Panzarasa, Opsahl & Carley 2009; numbers of nodes and ties as the Stanford Network Analysis Project gives them.
  test('CollegeMsg: 59,835 messages between 1,899 students', () => {
    const messages = rows('networks/CollegeMsg.txt', ' ');
    expect(messages).toHaveLength(59_835);
    const graph = graphOf(messages);
    expect([graph.nodes.length, graph.ties]).toEqual([1_899, 20_296]);
    expect(value(m.reciprocity(graph)).share).toBeCloseTo(0.6363815530153725, 12);
    expect(value(m.transitivity(graph))).toBeCloseTo(0.056830298909088986, 12);
    expect(value(m.components(graph)).sizes).toHaveLength(4);
    expect(value(m.components(graph)).largest).toBeCloseTo(1893 / 1899, 12);
    expect(value(m.cores(graph)).k).toBe(20);
  });

  // Of Paranjape, Benson & Leskovec 2017.
  test('MathOverflow: 107,581 answers between 21,688 people', () => {
    const answers = rows('networks/sx-mathoverflow-a2q.txt', ' ');
    expect(answers).toHaveLength(107_581);
    const graph = graphOf(answers);
    expect([graph.nodes.length, graph.ties]).toEqual([21_688, 88_711]);
    expect(value(m.reciprocity(graph)).share).toBeCloseTo(0.034561666535153475, 12);
    expect(value(m.transitivity(graph))).toBeCloseTo(0.05011912166519932, 12);
    expect(value(m.components(graph)).largest).toBeCloseTo(21_188 / 21_688, 12);
    expect(value(m.cores(graph)).k).toBe(37);
  });
});

const close = (number: number) => expect.closeTo(number, 12);

function tiesOf({ nodes, out }: m.Network): string[] {
  return nodes.flatMap((from, at) =>
    [...out.node.subarray(out.start[at], out.start[at + 1])].map((to) => `${from}→${nodes[to]}`),
  );
}

// The Performance Curve Database: the published fit is least squares of log10 cost on log10 cumulative output before.
describe.skipIf(!isThere)(`learning curves${note}`, () => {
  const files = isThere ? readdirSync(join(data, 'learning-curves')).filter((file) => file.endsWith('.csv')) : [];
  const pairsOf = (file: string) =>
    rows(`learning-curves/${file}`, ',')
      .slice(1)
      .map(([cost = '', , , before = '']) => [Number.parseFloat(cost), Number.parseFloat(before)] as const)
      .filter(([cost, before]) => cost > 0 && before > 0);

  test.each(files)('%s', (file) => {
    const pairs = pairsOf(file);
    const logs = pairs.map(([cost, before]) => [Math.log10(before), Math.log10(cost)] as const);
    const mean = (at: 0 | 1) => logs.reduce((sum, pair) => sum + pair[at], 0) / logs.length;
    const [meanX, meanY] = [mean(0), mean(1)];
    const slope =
      logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) /
      logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
    const found = value(
      m.powerCurve(
        pairs.map(([cost]) => cost),
        pairs.map(([, before]) => before),
      ),
    );
    expect(found.points).toBe(pairs.length);
    expect(found.b).toBeCloseTo(-slope, 9);
    expect(Math.log10(found.a)).toBeCloseTo(meanY - slope * meanX, 8);
    expect(found.progressRatio).toBeCloseTo(2 ** slope, 9);
  });

  test('there are 19, and the Ford Model T fell by 11.776 % with each doubling', () => {
    expect(files).toHaveLength(19);
    const pairs = pairsOf('Ford_Model-T.csv');
    const { progressRatio } = value(
      m.powerCurve(
        pairs.map(([cost]) => cost),
        pairs.map(([, before]) => before),
      ),
    );
    expect(100 * (1 - progressRatio)).toBeCloseTo(11.776, 3);
  });
});
