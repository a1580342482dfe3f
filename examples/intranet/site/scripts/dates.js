// The threads are as old as they were when the demo was filled, counted back from that day. So is the news.

const day = new Intl.DateTimeFormat(document.documentElement.lang, { day: 'numeric', month: 'long' });

for (const time of document.querySelectorAll('time[data-days-ago]')) {
  const date = new Date();
  date.setDate(date.getDate() - Number(time.dataset.daysAgo));
  time.dateTime = date.toISOString().slice(0, 10);
  time.textContent = day.format(date);
}
