/** A heading that was broken into two lines to fit its column reads as one word: “文化\n程度” is 文化程度. */
export function headingWords(words: string): string {
  return words.replace(/([\u3400-\u9fff])\s+(?=[\u3400-\u9fff])/gu, '$1')
}
