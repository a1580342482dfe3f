/** The version of this package. A server of the same minor version speaks the same language. */
export const VERSION = '0.1.0';
