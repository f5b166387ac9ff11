/**
 * Which orders may be seen by nobody before somebody who is entitled to has looked at them: complaints about the staff or a unit (信访工作条例 30), and
 * violence at home. Rather one too many than one that its accused reads. Pure.
 */
import { normaliseText } from '#base/values/normalise.ts'
import type { Guess } from '#ground/matters/triage/classify.ts'

/** People and bodies that act for the public. */
const staff =
  /工作人员|办事人员|社区(?:的)?(?:干部|书记|主任|工作者|居委)|居委会|村委会|村干部|村支书|书记|网格员|楼长|街道办|办事处|执法(?:人员|队|大队|局)|城管|协管员?|民警|警察|辅警|派出所|交警|综治|窗口|(?:科|所|站|局|队)长|领导|公职人员|公务员/
/** What they are complained of for. */
const conduct =
  /投诉|举报|控告|态度|砸|掀了?摊|暴力|没(?:有)?出示证件|辱骂|骂人|骂我|推搡|殴打|打人|打了|粗暴|野蛮|蛮横|推诿|敷衍|刁难|卡着|不作为|乱作为|慢作为|不担当|失职|渎职|滥用职权|以权谋私|吃拿卡要|索要|索贿|收受|受贿|收红包|红包|好处费|乱收费|贪污|挪用|冒领|克扣|截留|优亲厚友|徇私|偏袒|不公|包庇|保护伞|打击报复|泄露|透露|威胁|恐吓|不文明|服务差|没人管|互相踢/
const home =
  /家暴|家庭暴力|(?:丈夫|老公|妻子|老婆|前夫|父亲|母亲|儿子|公公|婆婆|对象|男友)[^。；！？!?\n]{0,12}(?:打(?!工|算|电话|车|扫|听|印|不通|麻将)|殴|掐|踹|砸|威胁|恐吓)/
/** Already at half of what the desk calls sure the guess keeps it from being open. */
const HELD_FROM = 0.3

/** @param sealed types that are sealed, among those a text can be guessed to be */
export function heldAs(text: string, guesses: readonly Guess[], sealed: ReadonlySet<string>): string | undefined {
  const plain = normaliseText(text)
  if (home.test(plain)) return 'home-violence'
  const guess = guesses.find(({ theme, confidence }) => sealed.has(theme.matter.type) && confidence >= HELD_FROM)
  if (guess) return guess.theme.matter.type
  const sentences = plain.split(/[。；;！？!?\n]/)
  return sentences.some((sentence) => staff.test(sentence) && conduct.test(sentence)) ? 'complaint' : undefined
}
