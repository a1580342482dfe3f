import type { CopkitApi } from '@copkit/core';
import '../src/backlog/backlog.js';
import '../src/dashboard/dashboard.js';
import '../src/life-cycle/life-cycle.js';
import '../src/lorenz/lorenz.js';
import '../src/network/network.js';
import '../src/outcomes-matrix/outcomes-matrix.js';
import '../src/realist-table/realist-table.js';
import '../src/value-matrix/value-matrix.js';
import { createEvaluated } from '../src/testing/evaluated.js';

/** Figures of every shape, and what is recorded beside them. */
export const addDashboards = async (add: (title: string, api: CopkitApi, markup: string) => void): Promise<void> => {
  const { ada, id } = await createEvaluated();
  const of = `community="${id}"`;
  add('dashboard facilitator', ada, `<cop-dashboard ${of}></cop-dashboard>`);
  add('dashboard sponsor', ada, `<cop-dashboard ${of} view="sponsor"></cop-dashboard>`);
  add('lorenz', ada, `<cop-lorenz ${of}></cop-lorenz>`);
  add('network', ada, `<cop-network ${of}></cop-network>`);
  add('network own', ada, `<cop-network ${of} view="own"></cop-network>`);
  add('backlog', ada, `<cop-backlog ${of}></cop-backlog>`);
  add('value matrix', ada, `<cop-value-matrix ${of}></cop-value-matrix>`);
  add('outcomes matrix', ada, `<cop-outcomes-matrix ${of}></cop-outcomes-matrix>`);
  add('realist table', ada, `<cop-realist-table ${of}></cop-realist-table>`);
  add('life cycle', ada, `<cop-life-cycle ${of}></cop-life-cycle>`);
  for (const metric of ['resolution', 'onion-tiers', 'newcomer-gap', 'brokerage', 'density', 'engagement-levels'])
    add(`figure ${metric}`, ada, `<cop-metric ${of} metric="${metric}"></cop-metric>`);
};
