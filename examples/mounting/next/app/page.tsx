export default function Page() {
  return <main>The intranet</main>;
}
