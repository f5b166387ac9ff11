const words = "[A-Za-z][A-Za-z.'’&-]*(?:[ \\t/,]+[A-Za-z][A-Za-z.'’&-]*)*"
const inBrackets = new RegExp(`\\(\\s*(${words})\\s*\\)`, 'gu')
const behind = new RegExp(`(?<=[\\p{Script=Han})])\\s*/?\\s*(${words})\\s*(?=[(:：*□☐]|$)`, 'u')
const before = new RegExp(`^([*★\\s]*)(${words})\\s*/?\\s*(?=[\\p{Script=Han}])`, 'u')

/** Latin words that are part of a Chinese heading, not its translation. */
const chinese = /^(mmhg|mmol|umol|kcal|wi-?fi|app|pos|excel|word|covid.*|hba1c|hbsag|kg|cm|km|ml)$/iu
/** In capitals only these are taken for a translation: others (BMI, HPV) are names of things. */
const capitals =
  /^(name|surname|given name|sex|gender|age|date|birth|date of birth|nationality|country|passport|id|id no|no|tel|phone|mobile|address|remarks?|occupation|relation(ship)?)\.?$/iu

/** A Chinese heading without its translation: 姓名 Name, Name/姓名, 姓名(Name), 性别 over Sex. Others are left as they are. */
export function withoutGloss(text: string): string {
  if (!/[A-Za-z]{2}/.test(text) || !/\p{Script=Han}/u.test(text)) return text
  const cut = (whole: string, gloss: string) => (isTranslation(gloss) ? '' : whole)
  const bare = text.trim().replace(inBrackets, cut).replace(behind, cut)
  return bare.replace(before, (whole, stars: string, gloss: string) => (isTranslation(gloss) && !/^e-?mail$/iu.test(gloss) ? stars : whole))
}

function isTranslation(gloss: string): boolean {
  const plain = gloss.trim()
  if (chinese.test(plain)) return false
  return capitals.test(plain) || (/[a-z]{2}/u.test(plain) && plain.replace(/[^A-Za-z]/gu, '').length >= 3)
}
