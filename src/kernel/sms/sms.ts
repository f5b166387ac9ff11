/** Short messages to telephones. The house knows this one function; where it goes is decided at the start. */
export type Sms = {
  /** @param to an 11-digit mobile number. Rejects when the message was not taken over by whoever sends it. */
  send: (message: { to: string; text: string }) => Promise<void>
}
