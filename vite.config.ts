/** Builds the faces into dist/web for Chrome 86 and newer: hashed files, one chunk per screen and language, a manifest that the size test reads. */
import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import { compressed, earlyScript, placePage } from './src/web/build/finish.ts'
import { serviceWorker } from './src/web/build/worker-lists.ts'
import { slimContracts } from './src/web/build/slim-contracts.ts'

const root = resolve(import.meta.dirname, 'src/web')
const outDir = resolve(import.meta.dirname, process.env.LINLI_WEB_OUT ?? 'dist/web')

export default defineConfig({
  root,
  base: '/',
  publicDir: false,
  plugins: [slimContracts(), earlyScript(resolve(root, 'build/early.js')), 
    placePage('desk/index.html', 'index.html'),
    serviceWorker({ page: 'doorstep/index.html', file: resolve(root, 'build/doorstep-worker.js'), place: 'doorstep-worker.js' }),
    compressed(outDir),
  ],
  build: {
    outDir,
    emptyOutDir: true,
    target: 'chrome86',
    cssTarget: 'chrome86',
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Whoever starts Linli for the first time should not have to read about the speed of plugins.
    rolldownOptions: { input: { desk: resolve(root, 'desk/index.html'), doorstep: resolve(root, 'doorstep/index.html') }, checks: { bundlerTimings: false } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8120' } },
})
