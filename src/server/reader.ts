/** The thread that reads the sheets of an import beside the job that judges them. */
import { readSheets } from '#ground/imports/reading/read-sheets.ts'
import { giveBeside } from '#kernel/jobs/beside.ts'

await giveBeside(readSheets)
