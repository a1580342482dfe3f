import type { SubjectInput } from '@copkit/core';

/** What an element says about the page that it stands on. */
interface OnPage {
  readonly subject: string | null;
  readonly subjectTitle: string | null;
  readonly subjectUrl: string | null;
}

/** Its address may be written as links on the page are. */
const addressOf = (url: string): string =>
  URL.canParse(url, document.baseURI) ? new URL(url, document.baseURI).href : url;

/** The page as it goes along with what is written on it; `null` where it has no key. */
export const pageOf = ({ subject, subjectTitle, subjectUrl }: OnPage): SubjectInput | null =>
  subject && {
    key: subject,
    ...(subjectTitle && { title: subjectTitle }),
    ...(subjectUrl && { url: addressOf(subjectUrl) }),
  };
