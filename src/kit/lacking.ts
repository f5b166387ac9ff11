/** What Chrome 86 lacks of the everyday language and rules shared with the server use: `at`, `findLast`, `Object.hasOwn`. Imported first by every face. */

function at<T>(this: ArrayLike<T>, index: number): T | undefined {
  const whole = Math.trunc(index) || 0
  return this[whole < 0 ? this.length + whole : whole]
}

function findLast<T>(this: ArrayLike<T>, wanted: (value: T, index: number, list: ArrayLike<T>) => unknown): T | undefined {
  for (let index = this.length - 1; index >= 0; index--) {
    if (wanted(this[index] as T, index, this)) return this[index]
  }
  return undefined
}

/** Give an object a method it does not have yet. */
function lend(to: object, name: string, method: unknown): void {
  if (!(name in to)) Object.defineProperty(to, name, { value: method, writable: true, configurable: true })
}

/** For tests: lends the same to other objects than the real prototypes. */
export function lendAll(array: object, string: object, object: object): void {
  lend(array, 'at', at)
  lend(array, 'findLast', findLast)
  lend(string, 'at', at)
  lend(object, 'hasOwn', (owner: object, key: PropertyKey) => Object.getOwnPropertyDescriptor(owner, key) !== undefined)
}

lendAll(Array.prototype, String.prototype, Object)
