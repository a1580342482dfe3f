import { html } from '@open-wc/testing';
import { createCommunity } from '../testing/community.js';
import { all, found, show } from '../testing/page.js';
import './member-list.js';
import '../community-card/community-card.js';
import '../thread-list/thread-list.js';
describe('probe', () => {
  it('x', async () => {
    const c = await createCommunity({ joinPolicy: 'request' });
    for (const [hostId, name] of [['x', 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafewaren'], ['y', 'Maria Magdalena Theresia Antonia Josepha Johanna von Habsburg-Lothringen zu Toscana']] as const) {
      const api = c.cop.as({ hostId, name, unit: 'verylongunit', unitName: 'Department of extremely long unit names and more', jobTitle: 'Principal senior lead rotor dynamics engineer' });
      const { id: personId } = await api.people.getMe();
      await c.ada.membership.invite({ communityId: c.id, personId });
      await api.membership.accept({ communityId: c.id });
      await api.threads.start({ communityId: c.id, kind: 'idea', title: 'T', body: 'B' });
    }
    await c.eva.membership.join({ communityId: c.id });
    const page = await show<any>(c.ada, html`<div>${[200, 320, 480, 800].map((w) => html`<div style="width:${w}px"><cop-member-list person-href="/p/{id}" community=${c.id}></cop-member-list><cop-thread-list person-href="/p/{id}" community=${c.id}></cop-thread-list></div>`)}</div>`);
    for (const e of page.querySelectorAll('cop-member-list,cop-thread-list')) {
      await found(e, '.row');
      await new Promise((r) => setTimeout(r, 500));
      for (const el of all(e, '*')) {
        if (el.matches('.unseen, svg, svg *')) continue;
        const b = el.getBoundingClientRect(); const h = e.getBoundingClientRect();
        if (el.scrollWidth > el.clientWidth + 1 && el.clientWidth > 0 || b.right > h.right + 1) console.log(e.localName, h.width, el.localName, el.className, el.scrollWidth, el.clientWidth, (el.textContent ?? '').trim().slice(0, 40));
      }
    }
  });
});
