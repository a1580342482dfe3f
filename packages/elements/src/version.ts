/** The package's version: stands on every element class and goes into the warning about a second registration. */
export const VERSION = '0.1.0';
