// The pages of a thread and of a practice say by `?id=` which one they show.
const id = new URLSearchParams(location.search).get('id');
if (id) {
  for (const element of document.querySelectorAll('cop-thread')) element.setAttribute('thread', id);
  for (const element of document.querySelectorAll('cop-practice, cop-adoption')) element.setAttribute('practice', id);
}
