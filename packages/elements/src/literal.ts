/** The source of a pattern, with the flag `u` or without, that matches a text as it stands. */
export const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
