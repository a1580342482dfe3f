// @ts-check
import { execFileSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

// Nothing may leave the machine, and containers often run tests as root with a small /dev/shm.
// `--single-process` and `--disable-web-security`, which @sparticuz/chromium recommends, would make the tests unreal.
const flags = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--disable-gpu',
  '--disable-dev-shm-usage',
];

const commands = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const programFiles = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];

const applications = {
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: programFiles.flatMap((dir) =>
    dir
      ? ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map((exe) =>
          join(dir, exe),
        )
      : [],
  ),
};

/** @typedef {{ executablePath: string, args: string[], env: NodeJS.ProcessEnv }} Chromium */

/** @param {string} file */
const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

// The package's own file names folders of the cloud it was made for. The machine's fonts fill in what Open Sans lacks.
const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`;

/** A Chrome that somebody installed on this machine, or undefined. */
const installedChrome = () => {
  if (process.env.COPKIT_CHROMIUM === 'npm') return undefined;
  const { CHROME_PATH, PATH = '' } = process.env;
  if (CHROME_PATH) {
    if (!isExecutable(CHROME_PATH)) throw new Error(`CHROME_PATH names ${CHROME_PATH}, which cannot be executed.`);
    return CHROME_PATH;
  }
  const onPath = commands.flatMap((command) => PATH.split(delimiter).map((dir) => join(dir, command)));
  const standard = process.platform === 'darwin' || process.platform === 'win32' ? applications[process.platform] : [];
  return [...onPath, ...standard].find(isExecutable);
};

/**
 * Unpacks what the npm package carries into `dir`, where the package itself would use the system's temporary folder.
 * @param {string} packageDir @param {string} dir
 */
const unpack = (packageDir, dir) => {
  const inflate = `
    const { inflate } = await import(${JSON.stringify(pathToFileURL(join(packageDir, 'build/esm/lambdafs.js')).href)});
    await Promise.all(['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'].map((file) =>
      inflate(${JSON.stringify(`${packageDir}/bin/`)} + file)));`;
  // The package reads the temporary folder when it is imported, so it gets a process with one of its own.
  execFileSync(process.execPath, ['--input-type=module', '--eval', inflate], {
    env: { ...process.env, TMPDIR: dir },
    stdio: 'inherit',
  });
  writeFileSync(join(dir, 'fonts/fonts.conf'), fontsConf);
};

/** The Chromium for Linux x64 that npm installs, unpacked once per version, or undefined where there is none. */
const npmChromium = () => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  let packageDir;
  try {
    packageDir = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../..');
  } catch {
    return undefined;
  }
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
  const cache = join(import.meta.dirname, '../node_modules/.cache');
  const dir = join(cache, `chromium-${version}`);
  if (!existsSync(dir)) {
    mkdirSync(cache, { recursive: true });
    const partial = mkdtempSync(join(cache, 'chromium-partial-'));
    try {
      unpack(packageDir, partial);
      renameSync(partial, dir);
    } catch (error) {
      rmSync(partial, { recursive: true, force: true });
      // Another process may have finished first.
      if (!existsSync(dir)) throw error;
    }
  }
  const libraries = [join(dir, 'al2023/lib'), ...(process.env.LD_LIBRARY_PATH?.split(':') ?? [])];
  return {
    executablePath: join(dir, 'chromium'),
    env: { ...process.env, LD_LIBRARY_PATH: libraries.join(':'), FONTCONFIG_PATH: join(dir, 'fonts') },
  };
};

/**
 * The browser that the tests use: `CHROME_PATH`, else an installed Chrome, Chromium or Edge, else on Linux x64 the one
 * that npm brings. `COPKIT_CHROMIUM=npm` goes straight to the last.
 * @returns {Chromium}
 * @throws {Error} one line that says what to install
 */
export const findChromium = () => {
  const installed = installedChrome();
  const found = installed ? { executablePath: installed, env: process.env } : npmChromium();
  if (!found)
    throw new Error(
      'No Chromium found: set CHROME_PATH to a Chrome or Chromium, or install one (apt-get install chromium).',
    );
  return { ...found, args: flags };
};

/**
 * Starts the browser without a window. The caller closes it.
 * @param {import('puppeteer-core').LaunchOptions} [options] added to the ones that find and confine the browser
 */
export const launchChromium = ({ args = [], ...options } = {}) => {
  const chromium = findChromium();
  return puppeteer.launch({ headless: true, ...chromium, args: [...chromium.args, ...args], ...options });
};
