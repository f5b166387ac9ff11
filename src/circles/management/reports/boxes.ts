/** Answers that are ticked: `□男 □女`. The words of the form stay, one box becomes a tick. Pure. */
const box = /[□☐○〇]/u

export function hasBoxes(text: string): boolean {
  return box.test(text)
}

/** The text with the box of the answer ticked; undefined when no box is the answer's, or another is ticked already. */
export function tickBox(text: string, answer: string): string | undefined {
  if (/[☑√✓✔■]/u.test(text)) return undefined
  const wanted = plain(answer)
  const options = [...text.matchAll(/[□☐○〇]\s*([^□☐○〇\n]*)/gu)]
  // 男□ 女□: the boxes stand behind their words.
  const behind = box.test(text.trimEnd().slice(-1)) && !box.test(text.trimStart().slice(0, 1))
  if (behind) {
    const before = [...text.matchAll(/([^□☐○〇\n]*?)\s*[□☐○〇]/gu)].find(([, word]) => plain(word!) === wanted)
    if (!before) return undefined
    const at = before.index + before[0].length - 1
    return `${text.slice(0, at)}☑${text.slice(at + 1)}`
  }
  const option = options.find(([, word]) => plain(word!) === wanted)
  return option ? `${text.slice(0, option.index)}☑${text.slice(option.index + 1)}` : undefined
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\s、，,;；/.。]|\d+[.、]/gu, '')
}
