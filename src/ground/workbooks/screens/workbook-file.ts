/** What is taken for a workbook before anything is sent; the server judges again by content. */
export const workbookEndings = ['.xlsx', '.xlsm', '.xls', '.et', '.csv'] as const
/** The server's own limit (kernel/files). */
export const workbookMostBytes = 200 * 1024 * 1024
