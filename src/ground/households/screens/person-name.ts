/** The name of a subject among its facts; who has none yet is told by a word. */
export function nameOf(person: { facts: readonly { element: string; value: unknown }[] }, unnamed: string): string {
  const name = person.facts.find((fact) => fact.element.endsWith('.name'))?.value
  return typeof name === 'string' && name ? name : unnamed
}
