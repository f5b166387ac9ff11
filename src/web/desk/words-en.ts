import problems from '#base/text/problems.en.json'
import deskProblems from '#base/text/problems-desk.en.json'
import values from '#base/text/values.en.json'
import kit from '#kit/texts/en.json'
import shared from '#web/shared/texts/en.json'
import desk from './texts/en.json'

export const words: Record<string, string> = { ...problems, ...deskProblems, ...values, ...kit, ...shared, ...desk }
