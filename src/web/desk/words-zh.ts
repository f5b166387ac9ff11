import problems from '#base/text/problems.zh.json'
import deskProblems from '#base/text/problems-desk.zh.json'
import values from '#base/text/values.zh.json'
import kit from '#kit/texts/zh.json'
import shared from '#web/shared/texts/zh.json'
import desk from './texts/zh.json'

export const words: Record<string, string> = { ...problems, ...deskProblems, ...values, ...kit, ...shared, ...desk }
