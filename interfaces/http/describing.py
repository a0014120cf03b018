"""What stands at the head of the API's own description."""

DESCRIPTION = """\
党组织全周期服务的接口：经办、审核、审批人员和上游系统由此办理和查阅。每个命令先落盘，再作答。

The API of the branch lifecycle service. Whatever is answered is on disk.

- **只办一次 Once and only once**: 每个命令带 `Idempotency-Key`；重试时不变，得到第一次的答复。Every order carries an
  `Idempotency-Key`; repeated under the same one it gets its first answer.
- **所见版本 The version that was seen**: `ETag` 是事项的版本；决定须以 `If-Match` 写明所见版本（缺少 428，已变 412）。`ETag` is
  a case's version; decisions name the one they were taken on in `If-Match` (428 without, 412 when it has changed).
- **拒绝也是答复 A refusal is an answer**: `application/problem+json`（RFC 9457），写明规则、数据和可以怎样办；
  `Accept-Language` 选择语言。Problem documents name the rule, its data, and what is allowed instead; each rule has a page
  at its `type`.
- **分页 Pages**: `after` 照抄上一页所给；`at_least` 写上刚才答复中的 `position`，即可读到自己刚办的结果。`after` takes what the
  page before gave; `at_least` with the `position` of one's own answer shows what one has just done.
- **稍后再试 Later**: 429 和 503 带 `Retry-After`；以同一 `Idempotency-Key` 重试不会重复办理。429 and 503 carry
  `Retry-After`; repeating an order with its key never does it twice.
"""
