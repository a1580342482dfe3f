/** The version of this package; sent with every answer. */
export const VERSION = '0.1.0';
