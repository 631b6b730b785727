//! The sentences in Japanese.

use keii_query::held;

use super::Message;
use crate::settings::Lang;

pub fn text(message: &Message) -> String {
    let found = wrong(message)
        .or_else(|| next(message))
        .or_else(|| of_exports(message))
        .or_else(|| mended(message));
    found.or_else(|| of_stories(message)).unwrap_or_else(|| told(message))
}

fn wrong(message: &Message) -> Option<String> {
    Some(match message {
        Message::NoLedgerPlace => "台帳の置き場所が分かりません".into(),
        Message::NoLedger(path) => format!("{} に台帳がありません", path.display()),
        Message::NotALedger(path) => format!("{} は keii の台帳ではありません", path.display()),
        Message::NewerLedger(path) => {
            format!("台帳 {} は新しい版の keii が書いたものです", path.display())
        }
        Message::LedgerBusy(holder) => held(holder.as_ref(), Lang::Ja),
        Message::LedgerDamaged(path) => format!("台帳 {} が壊れています", path.display()),
        Message::DiskFull(path) => format!("{} を書く空き容量がありません", path.display()),
        Message::CannotOpen(path) => format!("{} を開けません", path.display()),
        Message::LedgerFailed => "台帳の処理に失敗しました".into(),
        Message::NoCachePlace => "辞書のキャッシュの置き場所が分かりません".into(),
        Message::NoDictionary => "日本語の辞書がありません".into(),
        Message::DictionaryFailed => "日本語の辞書が使えません".into(),
        Message::CannotWrite(path) => format!("{} に書き込めません", path.display()),
        Message::OneAddressManyArticles => {
            "--url は記事一つのものですが、記事が複数あります".into()
        }
        Message::UnknownId(id) => format!("ID「{id}」に当たるものは台帳にありません"),
        Message::AmbiguousId { id, fits } => {
            format!("ID「{id}」だけでは決まりません。候補: {}", fits.join("、"))
        }
        Message::NoPassage(id) => format!("「{id}」には対応する本文がありません"),
        Message::UnknownRule(id) => format!("規則「{id}」はありません"),
        Message::NotCorrectable(id) => {
            format!("「{id}」は読み取ったものから導いたものなので、それ自体は直せません")
        }
        Message::NotInDocument { id, document } => {
            format!("文書 {document} には「{id}」のことが書かれていません")
        }
        Message::NotADocument(id) => format!("「{id}」は文書ではありません"),
        Message::NoSuchCorrection(number) => format!("訂正 {number} はありません"),
        Message::AlreadyUndone { number, by } => {
            format!("訂正 {number} は訂正 {by} で取り消し済みです")
        }
        Message::TakenForOne => {
            "このようには直せません。一つの文書が両方を一つとして読んでいるか、種類が違います"
                .into()
        }
        Message::NothingToCorrect => "この訂正では何も変わりません".into(),
        Message::NoPerson(name) => format!("「{name}」に当たる人は台帳にいません"),
        Message::SeveralPersons { name, fits } => {
            format!("「{name}」に当たる人が複数います: {}", fits.join("、"))
        }
        Message::NoEvent(id) => format!("「{id}」は出来事ではありません"),
        Message::UnknownStory(asked) => format!("「{asked}」に当たる話は台帳にありません"),
        Message::AmbiguousStory { asked, fits } => {
            format!("「{asked}」に当たる話が複数あります: {}", fits.join("、"))
        }
        Message::BrokenPack => "組み込みの規則が使えません".into(),
        _ => return None,
    })
}

fn of_exports(message: &Message) -> Option<String> {
    Some(match message {
        Message::EventsOnly { format, kind } => {
            format!("形式 {format} には出来事だけが入り、{kind} は入りません")
        }
        Message::NoSuchFilter { kind, filter } => {
            format!("{kind} は --{filter} では選べません。出来事だけがこれを持ちます")
        }
        Message::AskForATable => "表として書き出してください: --format csv --kind KIND".into(),
        Message::AskForEvents => "外すか、出来事を選んでください: --kind events".into(),
        Message::Exported { path, records } => {
            format!("{records} 件を {} に書き出しました", path.display())
        }
        _ => return None,
    })
}

fn next(message: &Message) -> Option<String> {
    Some(match message {
        Message::NameALedger => {
            "--ledger ファイル で指定するか、KEII_LEDGER か HOME を設定してください".into()
        }
        Message::NameACache => {
            "KEII_CACHE_DIR、XDG_CACHE_HOME、HOME のいずれかを設定してください".into()
        }
        Message::AddFirst => "keii add パス で記事を加えると作られます".into(),
        Message::CheckLedgerPath => "--ledger で別のファイルを指定してください".into(),
        Message::UpdateProgram => {
            "それを書いた版かそれ以降の keii を使ってください(何も変更していません)".into()
        }
        Message::CheckSpaceAndRights => {
            "フォルダーの有無、書き込みの権限、空き容量を確かめてください".into()
        }
        Message::FreeSpace => {
            "空きを作ってもう一度実行してください。加えたと表示されたものは無事です".into()
        }
        Message::WaitForOther => "終わるのを待って、もう一度実行してください".into(),
        Message::InstallDictionary => {
            "Debian・Ubuntu では apt-get install mecab-ipadic、それ以外では IPADIC \
             のソースのあるフォルダーを指定して keii dict build --from フォルダー"
                .into()
        }
        Message::IdsAreListed => "ID は keii timeline、keii said、keii people に出ます".into(),
        Message::WriteMoreOfId => "ID をもう少し長く書いてください".into(),
        Message::AskById => "名前の代わりに ID を書いてください".into(),
        Message::RulesAreListed => "規則の一覧は keii rules list で見られます".into(),
        Message::StoriesAreListed => "話の一覧は keii stories で見られます".into(),
        Message::OneArticleForUrl => "その記事だけを加えるか、--url を外してください".into(),
        Message::RestoreOrExport => "控えから戻すか、新しい台帳に記事を加え直してください".into(),
        Message::CorrectWhatItRestsOn => {
            "keii show で元になったものを見て、それを直してください".into()
        }
        Message::CorrectionsAreListed => "訂正の一覧は keii fix list で見られます".into(),
        Message::CorrectEachByItself => {
            "ID@文書 で二つの文書の記述を指定するか、誤りを keii fix not ID で外してください".into()
        }
        Message::PeopleAreListed => "人の一覧は keii people で見られます".into(),
        Message::EventsAreListed => "出来事の ID は keii timeline に出ます".into(),
        Message::ReportDefect => "keii の不具合です。報告してください".into(),
        _ => return None,
    })
}

/// Of corrections and of reading anew.
fn mended(message: &Message) -> Option<String> {
    Some(match message {
        Message::IdleCorrections(numbers) => {
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            format!("効いていない訂正があります: {}(理由は keii fix list)", numbers.join("、"))
        }
        Message::Corrected(number) => {
            format!("訂正 {number} として記録しました。取り消すには keii fix undo {number}")
        }
        Message::NoCorrections => "訂正はありません".into(),
        Message::NothingToReread => "すべての文書が今の規則で読まれています".into(),
        Message::RereadChanges { documents, changed } => format!(
            "{documents} 件のうち {changed} 件の読み取りが変わります。keii reread --yes で確定します"
        ),
        Message::RereadKept { documents, changed } => {
            format!("{documents} 件を読み直し、{changed} 件の読み取りが変わりました")
        }
        _ => return None,
    })
}

fn of_stories(message: &Message) -> Option<String> {
    Some(match message {
        Message::NothingNew => "新しいものはありません".into(),
        Message::MarkMoved(name) => format!("印「{name}」をここまで進めました"),
        Message::OtherStories(count) => {
            format!("ほかに {count} の話があります。一覧は keii stories --all")
        }
        Message::OpenToAll => {
            "ほかの機械から届くアドレスで開くには、合い言葉(トークン)が要ります".into()
        }
        Message::UnusableToken(path) => {
            format!("{} に使える合い言葉(トークン)がありません", path.display())
        }
        Message::NameATokenFile => "--token-file でトークンのファイルを指定してください".into(),
        Message::MakeAToken => {
            "16文字以上の英数字を書き、自分だけが読めるようにしてください".into()
        }
        Message::RoomIsOpen(address) => {
            format!("読書室を開きました: http://{address}/ (Ctrl-C で閉じます)")
        }
        Message::RoomIsClosed => "読書室を閉じました".into(),
        Message::LoneDocuments(count) => {
            format!("ほかに、どの話にも属さない記事が {count} 本あります(--all で表示)")
        }
        _ => return None,
    })
}

fn told(message: &Message) -> String {
    match message {
        Message::AddedInAll { new, versions, known, failed } => {
            format!("新規 {new}、新しい版 {versions}、既にあったもの {known}、失敗 {failed}")
        }
        Message::ReadInAll { documents, failed } => {
            format!("記事 {documents} 件を読みました。失敗 {failed} 件")
        }
        Message::NothingFound => "見つかりませんでした".into(),
        Message::LedgerEmpty => "台帳は空です。keii add パス で記事を加えます".into(),
        Message::NothingByThen(day) => {
            format!("{day} までに届いた記事はありません。--as-of は記事が届いた日で数えます")
        }
        Message::BuildingDictionary => "辞書を作っています(一度だけ、数秒かかります)".into(),
        Message::Skipped(paths) => {
            let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
            format!("名前や形から記事ではないとみて飛ばしました: {}", paths.join("、"))
        }
        Message::OtherRules(pack) => format!("そのため、{pack} による読み取りを示します"),
        Message::DictionaryBuilt(path) => format!("辞書を作りました: {}", path.display()),
        Message::DictionaryUncached(reason) => {
            format!("辞書を保存できないので({reason})、起動のたびに作り直します")
        }
        Message::MorePassages(count) => format!("…ほか {count} か所"),
        Message::NoDerivation(id) => format!("「{id}」の経緯は記録されていません"),
        Message::AskForMore => {
            "keii show ID で本文の該当箇所、keii why ID で読み取りの経緯が見られます".into()
        }
        Message::DictionaryReady { version, path } => {
            format!("辞書    {version}、{}", path.display())
        }
        Message::DictionaryNotBuilt => "辞書    まだありません。最初の読み取りで作られます".into(),
        Message::DictionaryStale(path) => {
            format!(
                "辞書    壊れているか別のソースのものです。次の読み取りで作り直されます、{}",
                path.display()
            )
        }
        Message::DictionarySource(path) => format!("ソース  {}", path.display()),
        Message::LedgerSound { path, documents, made } => {
            format!("台帳    異常なし、文書 {documents} 件、{made}、{}", path.display())
        }
        Message::LedgerNotMade(path) => format!("台帳    まだありません、{}", path.display()),
        Message::PackVersion(version) => format!("規則    {version}"),
        Message::ProgramVersion(version) => format!("keii    {version}"),
        Message::StaleReadings(count) => {
            format!(
                "{count} 件は別の版の規則による読み取りです。変わる点は keii reread で見られます"
            )
        }
        Message::Problem(problem) => format!("問題    {problem}"),
        Message::AllIsWell => "異常はありません".into(),
        _ => String::new(),
    }
}
