// Shows how all communities do to administrators, and others that it is not for them.

const me = await (await fetch('/copkit/v1/people/getMe')).json();
const section = document.querySelector('.dashboard');

if (me.admin) {
  const dashboard = document.createElement('cop-dashboard');
  dashboard.setAttribute('view', 'organisation');
  dashboard.setAttribute('community-href', '/community.html?c={id}');
  section.append(dashboard);
} else section.querySelector('#refused').hidden = false;
