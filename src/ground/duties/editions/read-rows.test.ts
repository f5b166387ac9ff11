import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readPasted, readTables } from './read-rows.ts'

describe('a list as it is printed', () => {
  test('three lists one under the other, each with its title, its headings and its categories as lines', () => {
    const { rows, left, unheaded } = readTables(
      [
        {
          name: 'Sheet1',
          rows: [
            ['文昌路街道履行职责事项清单', '', '', ''],
            ['一、基本履职事项清单', '', '', ''],
            ['序号', '类别', '事项名称', ''],
            ['1', '党的建设\n（15项）', '学习宣传党的路线方针政策', ''],
            ['2', '', '做好发展党员工作', ''],
            ['3', '民生服务', '开展临时救助', ''],
            ['二、配合履职事项清单', '', '', ''],
            ['序号', '事项名称', '对应上级部门', '上级部门职责', '乡镇（街道）配合职责'],
            ['一、平安法治（2项）', '', '', '', ''],
            ['1', '犬只管理', '市公安局\n市农业农村局', '1.登记\n2.处罚', '1.宣传；2.报告'],
            ['三、上级部门收回事项清单', '', '', ''],
            ['序号', '事项名称', '承接部门', '工作方式'],
            ['1', '对违法养犬行为的行政处罚', '市公安局', '由公安局查处'],
          ],
        },
      ],
      'street',
    )
    assert.equal(unheaded, false)
    assert.equal(left, 0)
    assert.deepEqual(
      rows.map(({ list, number, category, title, lead }) => [list, number, category, title, lead]),
      [
        ['basic', '1', '党的建设', '学习宣传党的路线方针政策', ''],
        ['basic', '2', '党的建设', '做好发展党员工作', ''],
        ['basic', '3', '民生服务', '开展临时救助', ''],
        ['assisting', '1', '平安法治', '犬只管理', '市公安局'],
        ['withdrawn', '1', '', '对违法养犬行为的行政处罚', '市公安局'],
      ],
    )
    assert.deepEqual(rows[3]?.partners, ['市农业农村局'])
    assert.equal(rows[3]?.tasks, '牵头部门：1.登记\n2.处罚\n1.宣传；2.报告')
    assert.equal(rows[4]?.tasks, '由公安局查处')
  })

  test('a sheet for each list, told by its name; a list column of a long table; a community’s own words', () => {
    const head = ['序号', '事项名称', '牵头单位', '配合单位', '依据']
    const named = readTables(
      [
        { name: '基本履职', rows: [head, ['1', '开展临时救助', '', '', '《社会救助暂行办法》']] },
        { name: '收回事项', rows: [head, ['1', '河道采砂的许可', '市水务局', '市公安局、市交通局', '']] },
      ],
      'street',
    )
    assert.deepEqual(
      named.rows.map(({ list, lead, partners, basis }) => [list, lead, partners, basis]),
      [
        ['basic', '', [], '《社会救助暂行办法》'],
        ['withdrawn', '市水务局', ['市公安局', '市交通局'], ''],
      ],
    )
    const column = readTables(
      [
        {
          name: 'a',
          rows: [
            ['清单类型', '事项名称'],
            ['配合履职', '犬只管理'],
            ['上级部门收回', '河道采砂'],
            ['基本履职', '临时救助'],
          ],
        },
      ],
      'street',
    )
    assert.deepEqual(
      column.rows.map(({ list }) => list),
      ['assisting', 'withdrawn', 'basic'],
    )
    const community = readTables(
      [
        {
          name: '清单',
          rows: [
            ['社区依法自治事项清单', ''],
            ['序号', '事项'],
            ['1', '召集居民会议'],
            ['社区协助政府工作事项清单', ''],
            ['1', '协助社会救助入户了解'],
            ['不应由社区出具的证明清单', ''],
            ['1', '亲属关系证明'],
          ],
        },
      ],
      'community',
    )
    assert.deepEqual(
      community.rows.map(({ list, title }) => [list, title]),
      [
        ['self', '召集居民会议'],
        ['assisting', '协助社会救助入户了解'],
        ['withdrawn', '亲属关系证明'],
      ],
    )
  })

  test('without headings the longest column is the title; what is no item is counted, not lost unseen', () => {
    const { rows, unheaded, left } = readTables(
      [
        {
          name: '',
          rows: [
            ['1', '开展临时救助和急难发现报告'],
            ['2', '做好犬只管理'],
            ['说明', ''],
          ],
        },
      ],
      'street',
    )
    assert.equal(unheaded, true)
    assert.equal(left, 1)
    assert.deepEqual(
      rows.map(({ number, title }) => [number, title]),
      [
        ['1', '开展临时救助和急难发现报告'],
        ['2', '做好犬只管理'],
      ],
    )
    assert.deepEqual(readTables([], 'street').rows, [])
    assert.deepEqual(
      readTables(
        [
          {
            name: '',
            rows: [
              ['序号', '事项名称'],
              ['1', ''],
            ],
          },
        ],
        'street',
      ),
      { rows: [], left: 1, unheaded: false },
    )
  })
})

describe('cells from the clipboard', () => {
  test('tabs, lines of both kinds, cells with lines and quotes of their own', () => {
    assert.deepEqual(readPasted('序号\t事项\r\n1\t"配合\n""甲""事"\r\n'), [
      ['序号', '事项'],
      ['1', '配合\n"甲"事'],
    ])
    assert.deepEqual(readPasted('一行一事\n又一行'), [['一行一事'], ['又一行']])
    assert.deepEqual(readPasted('a\t\tb'), [['a', '', 'b']])
    assert.deepEqual(readPasted('5" 管\t说"明'), [['5" 管', '说"明']])
    assert.deepEqual(readPasted('\n\n'), [])
  })
})
