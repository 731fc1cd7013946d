//! What an export tells its readers about itself.

/// The name of the layout. It changes when a reader of the files would have to.
pub(super) const FORMAT: &str = "enact export 1";

/// The file that says what is what.
pub(super) const README: &str = r#"# A register as open data

This folder holds everything that a register of the change process of industry codes says. It was written by `enact export`; the same
record gives the same bytes. `manifest.json` lists every file with its length and SHA-256.

There is one folder for each Code. In it:

| file | holds |
| --- | --- |
| `code.json` | the Code: title, bodies, Party Categories |
| `events.jsonl` | all that happened, one event on a line, in the order in which it was recorded |
| `proposals.json`, `.csv` | every proposal as it stands: numbers, stage, path, legal text, consultations, vote, decision, release |
| `responses.json`, `.csv` | the responses to consultations, late ones too (`counted` says which) |
| `votes.json`, `.csv` | every vote cast, late ones too |
| `releases.json`, `.csv` | releases, their timetables and costs |
| `parties.json`, `people.json`, `.csv` | Parties, and who holds which office |
| `editions.json` | every edition of the words: the day it came into force, the modifications that made it, where its documents stand |
| `editions/DAY/` | the documents whose words came to be so on that day |

Where a table is there twice, the JSON has the whole and the CSV what fits in columns. Days are `2024-02-29`; times are civil
time in London. In CSV several values in one column are parted by semicolons.

## Documents

Each document is there three times: `section_D.xml` is Akoma Ntoso 3.0 (OASIS), valid against its schema; `section_D.txt` is
the plain text markup in which Enact reads and prints a Code; `section_D.json` is the tree of provisions. `main.xml` is the cover
of an edition: it names its documents. A document that an edition left as it was stands in the folder of an earlier day;
`editions.json` and the cover say in which. A provision keeps its identity when its number changes: `id` in the JSON, `wId` in the XML.
Words that are not held are marked so (`unheld`; `status="unknown"`).

## Proving the events

A line of `events.jsonl` is `{"hash":"…","entry":…}`. The text of an entry is the bytes between `"entry":` and the line's last
brace. The hash is its leaf in a Merkle tree of RFC 9162:

    leaf = SHA-256(byte 0 + SHA-256(the text of the entry))
    node = SHA-256(byte 1 + left node + right node)

The root over all leaves is the `root` that `manifest.json`, `enact verify` and the signed checkpoint of the register give. An entry
with `sealed` had something said in confidence, which is not in the text: `sealed` is a salted hash of the whole.
"#;
