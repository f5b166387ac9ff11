/** The same for every sign-in of the demo town; a real house makes its own logins. */
export const DEMO_PASSWORD = 'linli-2026'
