/** What a screen is handed: the holes of its path, and what stands behind the question mark. */
export type ScreenProps = { params: Record<string, string>; query: Record<string, string> }
