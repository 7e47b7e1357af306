// One visitor: a browser context of its own, with one page.

const nearby = new Set(['127.0.0.1', 'localhost', '[::1]']);
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export class Session {
  static async open(browser, axe, { javascript = true, locale = 'en-US', width = 1280, height = 900 }) {
    const context = await browser.newContext({
      locale,
      viewport: { width, height },
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
    });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    const protocol = await context.newCDPSession(page);
    const session = new Session(context, page, protocol, axe, javascript);
    // Not Playwright's own switch, which could not be lifted for axe.
    await session.scripts(javascript);
    await context.route('**/*', (route) => session.guard(route));
    page.on('request', (request) => request.isNavigationRequest() && session.navigated(request));
    page.on('response', (response) => session.responded(response));
    page.on('requestfinished', (request) => session.sizes.push(request.sizes()));
    page.on('console', (message) => message.type() === 'error' && session.errors.push(message.text()));
    page.on('pageerror', (error) => session.errors.push(error.message));
    return session;
  }

  constructor(context, page, protocol, axe, javascript) {
    Object.assign(this, { context, page, protocol, axe, javascript });
    this.allowed = new Set(nearby);
    this.outside = [];
    this.errors = [];
    this.sizes = [];
    this.response = null;
  }

  close() {
    return this.context.close();
  }

  scripts(run) {
    return this.protocol.send('Emulation.setScriptExecutionDisabled', { value: !run });
  }

  /** Lets a request through to this machine and to hosts that the test allowed, and to no other. */
  guard(route) {
    const url = new URL(route.request().url());
    if (!url.protocol.startsWith('http') || this.allowed.has(url.hostname)) return route.continue();
    this.outside.push(url.href);
    return route.abort('addressunreachable');
  }

  navigated(request) {
    if (request.frame() !== this.page.mainFrame() || request.redirectedFrom()) return;
    this.sizes = [];
    this.errors = [];
  }

  responded(response) {
    const request = response.request();
    if (request.isNavigationRequest() && request.frame() === this.page.mainFrame()) this.response = response;
  }

  perform(action, given) {
    const perform = this.actions[action];
    if (!perform) throw new Error(`the driver knows no action ${action}`);
    return perform(given);
  }

  actions = {
    visit: async ({ url }) => {
      await this.page.goto(url);
      return this.response?.status() ?? 0;
    },
    back: async () => void (await this.page.goBack()),
    click: async ({ selector }) => {
      await this.page.locator(selector).click();
      await this.page.waitForLoadState();
    },
    fill: ({ selector, value }) => this.page.locator(selector).fill(value),
    check: ({ selector }) => this.page.locator(selector).check(),
    upload: ({ selector, files }) => this.page.locator(selector).setInputFiles(files),
    select: async ({ selector, value }) => void (await this.page.locator(selector).selectOption(value)),
    press: async ({ key }) => {
      await this.page.keyboard.press(key);
      await this.page.waitForLoadState();
    },
    wait_for: ({ selector }) => this.page.locator(selector).first().waitFor(),
    wait_for_url: ({ url }) => this.page.waitForURL(url),
    text: ({ selector }) => this.page.locator(selector).innerText(),
    texts: ({ selector }) => this.page.locator(selector).allInnerTexts(),
    attribute: ({ selector, name }) => this.page.locator(selector).getAttribute(name),
    value: ({ selector }) => this.page.locator(selector).inputValue(),
    visible: ({ selector }) => this.page.locator(selector).first().isVisible(),
    count: ({ selector }) => this.page.locator(selector).count(),
    content: () => this.page.content(),
    url: () => this.page.url(),
    title: () => this.page.title(),
    status: () => this.response?.status() ?? 0,
    response_headers: async () => (await this.response?.allHeaders()) ?? {},
    cookies: () => this.context.cookies(),
    viewport: ({ width, height }) => this.page.setViewportSize({ width, height }),
    color_scheme: ({ scheme }) => this.page.emulateMedia({ colorScheme: scheme }),
    media: ({ media }) => this.page.emulateMedia({ media }),
    screenshot: async ({ path, full }) => void (await this.page.screenshot({ path, fullPage: full })),
    aria_snapshot: () => this.page.locator('body').ariaSnapshot(),
    allow: ({ host }) => void this.allowed.add(host),
    outside_requests: () => this.outside,
    script_errors: () => this.errors,
    page_weight: () => this.weigh(),
    focus_order: ({ steps }) => this.walk(steps),
    focused: () => this.page.evaluate(describeFocus),
    overflow: () => this.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    evaluate: ({ expression }) => this.page.evaluate(expression),
    axe: () => this.audit(),
  };

  /** The bytes of all that the last visit loaded, headers and bodies as they crossed the wire. */
  async weigh() {
    await this.page.waitForLoadState('networkidle');
    const sizes = await Promise.all(this.sizes);
    return sizes.reduce((sum, size) => sum + size.responseHeadersSize + size.responseBodySize, 0);
  }

  async walk(steps) {
    const stops = [];
    for (let step = 0; step < steps; step += 1) {
      await this.page.keyboard.press('Tab');
      stops.push(await this.page.evaluate(describeFocus));
    }
    return stops;
  }

  /** Runs axe on the page as it stands. It needs timers, so scripts run for as long as it does: a
   * page that was read without them keeps the form it then took. */
  async audit() {
    await this.scripts(true);
    try {
      await this.page.evaluate(this.axe);
      const found = await this.page.evaluate((runOnly) => window.axe.run(document, { runOnly }), rules);
      return found.violations.map(({ id, impact, help, nodes }) => ({
        id,
        impact,
        help,
        nodes: nodes.map(({ target, html, failureSummary }) => ({
          target: target.flat().join(' '),
          html,
          summary: failureSummary,
        })),
      }));
    } finally {
      await this.scripts(this.javascript);
    }
  }
}

function describeFocus() {
  const at = document.activeElement ?? document.body;
  return {
    tag: at.tagName.toLowerCase(),
    id: at.id,
    name: at.getAttribute('name') ?? '',
    text: (at.innerText || at.getAttribute('aria-label') || at.labels?.[0]?.innerText || '').trim(),
    href: at.getAttribute('href') ?? '',
  };
}
