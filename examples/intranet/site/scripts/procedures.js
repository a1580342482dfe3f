// A procedure is named by its number, wherever its page is: who comes here with a number is led to the page.

const subject = new URLSearchParams(location.search).get('subject');
const page = [...document.querySelectorAll('a[data-subject]')].find((link) => link.dataset.subject === subject);
if (page) location.replace(page.href);
