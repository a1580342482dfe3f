import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import { createCommunity, type TestCommunity } from '../testing/community.js';
import { all, found, texts } from '../testing/page.js';
import '../context/context.js';
import '../page-discussion/page-discussion.js';
import '../practice-library/practice-library.js';
import '../thread-list/thread-list.js';
import type { CopThreadList } from '../thread-list/thread-list.component.js';
import './provider.js';
import type { CopProvider } from './provider.component.js';
import { tokenFrom } from './token.js';

const until = (condition: () => boolean, what: string) => waitUntil(condition, what, { timeout: 5000 });

const answering = (body: unknown, status = 200, type = 'application/json') =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { 'content-type': type } });

describe('<cop-provider>', () => {
  let community: TestCommunity;
  const original = window.fetch;
  let asked: { readonly url: string; readonly authorization: string | null }[];

  /** Answers as a server would, with the API of a person behind it. */
  const serve = (authorized: string | null = null) => {
    window.fetch = async (input, init) => {
      const request = new Request(input, init);
      const url = new URL(request.url);
      asked.push({ url: url.pathname, authorization: request.headers.get('authorization') });
      if (url.pathname === '/token') return answering({ token: 'fresh' });
      if (url.pathname.endsWith('/health')) return answering({ version: '0.1.0' });
      if (authorized !== null && request.headers.get('authorization') !== `Bearer ${authorized}`)
        return answering(
          { code: 'unauthenticated', title: 'No.', detail: 'Nobody is signed in.' },
          401,
          'application/problem+json',
        );
      if (url.pathname.endsWith('/threads/list')) {
        return answering(await community.dev.threads.list({ communityId: community.id }));
      }
      return answering({ code: 'not-found', detail: 'No.' }, 404, 'application/problem+json');
    };
  };

  before(async () => {
    community = await createCommunity();
    await community.ada.threads.start({ communityId: community.id, kind: 'idea', title: 'One', body: 'Text.' });
  });
  beforeEach(() => {
    asked = [];
  });
  afterEach(() => {
    window.fetch = original;
  });

  it('serves the elements inside it, the nearest one first; a property overrides both', async () => {
    const other = await createCommunity({ name: 'Another' });
    const outer = await fixture<CopProvider>(html`
      <cop-provider .api=${other.ada}>
        <cop-provider .api=${community.ada}>
          <cop-thread-list id="inner" community=${community.id}></cop-thread-list>
        </cop-provider>
        <cop-thread-list id="own" .api=${community.dev} community=${community.id}></cop-thread-list>
        <cop-thread-list id="outer" community=${community.id}></cop-thread-list>
      </cop-provider>
    `);
    const list = (id: string) => outer.querySelector<CopThreadList>(`#${id}`) as CopThreadList;
    await found(list('inner'), '.row');
    await found(list('own'), '.row');
    expect((await found(list('outer'), '[role=alert]')).innerText).to.contain('This is not here.');
  });

  it('reaches elements that were there before it', async () => {
    const root = await fixture(
      html`<div><cop-late><cop-thread-list community=${community.id}></cop-thread-list></cop-late></div>`,
    );
    const list = root.querySelector<CopThreadList>('cop-thread-list') as CopThreadList;
    await list.updateComplete;
    const { CopProvider } = await import('./provider.component.js');
    customElements.define('cop-late', class extends CopProvider {});
    (root.firstElementChild as CopProvider).api = community.ada;
    await found(list, '.row');
  });

  it('connects to the server of its url, with a token from the host', async () => {
    serve('fresh');
    const provider = await fixture<CopProvider>(html`
      <cop-provider url="/copkit" token-url="/token">
        <cop-thread-list community=${community.id}></cop-thread-list>
      </cop-provider>
    `);
    const list = provider.querySelector<CopThreadList>('cop-thread-list') as CopThreadList;
    await found(list, '.row');
    await until(() => texts(list, '.title').join() === 'One', 'the row is laid out');
    expect(asked.some(({ url }) => url.startsWith('/copkit/'))).to.equal(true);
    expect(asked.filter(({ url }) => url === '/token')).to.have.length(1);
  });

  it('sends the cookies of a server on another origin where it is told to', async () => {
    const sent: RequestCredentials[] = [];
    window.fetch = async (input, init) => {
      sent.push(new Request(input, init).credentials);
      return answering({ code: 'not-found', detail: 'No.' }, 404, 'application/problem+json');
    };
    const provider = await fixture<CopProvider>(html`
      <cop-provider url="https://cop.example" credentials="include">
        <cop-thread-list community=${community.id}></cop-thread-list>
      </cop-provider>
    `);
    await until(() => sent.length > 0, 'a request');
    expect(new Set(sent)).to.deep.equal(new Set(['include']));
    provider.credentials = null;
    await until(() => sent.includes('same-origin'), "a request with the browser's default");
  });

  it('says so where it has nothing to give, and where there is no provider', async () => {
    const provider = await fixture(
      html`<cop-provider><cop-thread-list community="c"></cop-thread-list></cop-provider>`,
    );
    const inside = await found(provider.firstElementChild as Element, '[role=alert]');
    expect(inside.innerText).to.contain('neither a url nor an api');
    const alone = await fixture(html`<cop-thread-list community="c"></cop-thread-list>`);
    expect((await found(alone, '[role=alert]')).innerText).to.contain('needs a <cop-provider> around it');
  });

  it('reads tokens as text or JSON, and refuses anything else', async () => {
    const from = (response: Response) => tokenFrom('/token', async () => response);
    expect(await from(answering('abc', 200, 'text/plain'))).to.equal('abc');
    expect(await from(answering({ token: 'abc' }))).to.equal('abc');
    for (const bad of [
      answering('', 200),
      answering({ nothing: 1 }),
      answering('no', 403),
      answering('<p>Sign in</p>'),
    ]) {
      const problem = await from(bad).catch((error: unknown) => error);
      expect(problem).to.include({ name: 'CopkitError', code: 'unauthenticated' });
    }
  });

  describe('with debug', () => {
    const panel = async (provider: CopProvider, fault: string) => {
      await until(() => all(provider, `[data-fault=${fault}]`).length === 1, `a panel about ${fault}`);
      return all(provider, '[role=alert]')[0]?.innerText ?? '';
    };

    it('says that nothing is connected', async () => {
      const provider = await fixture<CopProvider>(html`<cop-provider debug></cop-provider>`);
      expect(await panel(provider, 'no-source')).to.contain('<cop-provider url="/copkit">');
    });

    it('names a wrong address, and is content once it is right', async () => {
      window.fetch = async () => answering('<!doctype html>', 404, 'text/html');
      const provider = await fixture<CopProvider>(html`<cop-provider debug url="/wrong"></cop-provider>`);
      expect(await panel(provider, 'wrong-url')).to.contain('/wrong/v1/health answers with 404 and text/html');
      serve();
      provider.url = '/copkit';
      await until(() => all(provider, '[role=alert]').length === 0, 'no complaint');
    });

    it('names a sign-in that is missing, or that the server refuses', async () => {
      serve('fresh');
      const provider = await fixture<CopProvider>(html`<cop-provider debug url="/copkit"></cop-provider>`);
      expect(await panel(provider, 'token')).to.contain('Give the provider a token-url');
      provider.token = 'stale';
      await until(
        () => all(provider, '[role=alert]')[0]?.innerText.includes('is set up to verify') ?? false,
        'refused',
      );
      provider.token = 'fresh';
      await until(() => all(provider, '[role=alert]').length === 0, 'no complaint');
    });

    it('names a server of another version, whose answers the elements cannot show', async () => {
      window.fetch = async () => answering({ version: '9.0.0', items: [{}], next: null, previous: null });
      const provider = await fixture<CopProvider>(html`
        <cop-provider debug url="/copkit"><cop-thread-list community=${community.id}></cop-thread-list></cop-provider>
      `);
      expect(await panel(provider, 'version')).to.contain('The server speaks version 9.0.0');
      const alert = await found(provider.firstElementChild as Element, '[role=alert]');
      expect(alert.innerText).to.contain('Something went wrong on our side.');
    });

    it('tells which call failed, the first one too', async () => {
      window.fetch = async (input) =>
        String(input).includes('/health')
          ? answering({ version: '0.1.0' })
          : answering({ code: 'not-found', detail: 'No such community.' }, 404, 'application/problem+json');
      const provider = await fixture<CopProvider>(html`
        <cop-provider debug url="/copkit"><cop-thread-list community="c_nowhere"></cop-thread-list></cop-provider>
      `);
      expect(await panel(provider, 'none')).to.contain('Last failed call: not-found. No such community.');
    });

    it('names elements that are not defined, and those that nothing says what they are about', async () => {
      const provider = await fixture<CopProvider>(html`
        <cop-provider debug .api=${community.dev}>
          <cop-threadlist community=${community.id}></cop-threadlist><cop-thread-list></cop-thread-list>
        </cop-provider>
      `);
      const text = await panel(provider, 'none');
      expect(text).to.contain('<cop-threadlist> is not defined.');
      expect(text).to.contain('A <cop-thread-list> shows nothing, because it has no community attribute.');
      provider.querySelector('cop-threadlist')?.remove();
      (provider.querySelector('cop-thread-list') as CopThreadList).community = community.id;
      await until(() => all(provider, '[role=alert]').length === 0, 'no complaint');
    });

    it('names each attribute that an element waits for', async () => {
      const provider = await fixture<CopProvider>(html`
        <cop-provider debug .api=${community.dev}>
          <cop-context community=${community.id}></cop-context>
          <cop-page-discussion></cop-page-discussion>
          <cop-practice-library></cop-practice-library>
        </cop-provider>
      `);
      const text = await panel(provider, 'none');
      expect(text).to.contain('A <cop-context> shows nothing, because it has no subject attribute.');
      expect(text).to.contain('A <cop-page-discussion> shows nothing, because it has no community and no subject');
      expect(text).to.contain('A <cop-practice-library> shows nothing, because it has no community attribute.');
      provider.querySelector('cop-context')?.setAttribute('subject', 'page:1');
      await until(() => !all(provider, '[role=alert]')[0]?.innerText.includes('<cop-context>'), 'one less');
    });

    it('looks once more, not for ever, where the content security policy refuses what it looks with', async () => {
      let probes = 0;
      window.fetch = async (input) => {
        probes++;
        const blockedURI = String(input);
        const violation = { blockedURI, effectiveDirective: 'connect-src', documentURI: '', violatedDirective: '' };
        const details = { ...violation, originalPolicy: '', disposition: 'enforce' as const, statusCode: 200 };
        document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', details));
        throw new TypeError('Failed to fetch');
      };
      const provider = await fixture<CopProvider>(html`<cop-provider debug url="https://cop.example"></cop-provider>`);
      expect(await panel(provider, 'content-security-policy')).to.contain('Add https://cop.example to its connect-src');
      for (let frame = 0; frame < 10; frame++) await nextFrame();
      expect(probes).to.be.below(6);
    });
  });
});
