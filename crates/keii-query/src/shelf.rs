//! What is kept of a file that is held open: views of it, until the file changes.

use std::sync::Arc;
use std::time::{Duration, Instant};

use keii_model::{Id, Reading};
use keii_store::{Error, Store};

use crate::people::People;
use crate::{Moment, ShortIds, View};

/// So many views are kept. A reader looks at now, and at one or two days of the past.
const KEPT: usize = 4;

/// So many stories are kept as well, which are small.
const KEPT_STORIES: usize = 16;

#[derive(Debug)]
pub(crate) struct Shelf {
    pub(crate) store: Store,
    /// By which rules readings are chosen.
    pub(crate) pack: String,
    /// The state of the file that the views show.
    state: i64,
    /// The one that was asked for last stands last, with when that was.
    views: Vec<(Moment, Arc<View>, Instant)>,
    /// Single stories, by their ids; the one that was asked for last stands last.
    stories: Vec<(Id, Arc<View>)>,
    /// All stories in a line each.
    lines: Option<Arc<View>>,
    /// Who is named most.
    people: Option<Arc<People>>,
    /// The short ids of the file's state.
    short: Option<ShortIds>,
}

impl Shelf {
    pub(crate) fn new(store: Store, pack: String) -> Result<Self, Error> {
        let state = store.state()?;
        let (views, stories) = (Vec::new(), Vec::new());
        Ok(Self { store, pack, state, views, stories, lines: None, people: None, short: None })
    }

    /// The view as of then, where it is kept.
    pub(crate) fn view(&mut self, moment: Moment) -> Option<Arc<View>> {
        let at = self.views.iter().position(|(of, ..)| *of == moment)?;
        let (of, view, _) = self.views.remove(at);
        self.views.push((of, Arc::clone(&view), Instant::now()));
        Some(view)
    }

    pub(crate) fn keep(&mut self, moment: Moment, view: &Arc<View>) {
        if self.views.len() >= KEPT {
            self.views.remove(0);
        }
        self.views.push((moment, Arc::clone(view), Instant::now()));
    }

    /// Lets go of views of everything that nobody has asked for this long.
    pub(crate) fn let_go(&mut self, unused: Duration) {
        self.views.retain(|(.., asked)| asked.elapsed() < unused);
    }

    /// The people who are named most; `None` where not all stories are summed up.
    pub(crate) fn people(&mut self) -> Result<Option<Arc<People>>, Error> {
        self.renew()?;
        if self.people.is_none() {
            self.people = People::of_store(&self.store)?.map(Arc::new);
        }
        Ok(self.people.clone())
    }

    /// A view of what the store gives, by the ids of all.
    pub(crate) fn of(
        &mut self,
        ledger: Option<keii_ledger::Ledger>,
    ) -> Result<Option<Arc<View>>, Error> {
        let Some((ledger, short)) = ledger.zip(self.short()?) else { return Ok(None) };
        Ok(Some(Arc::new(View { ledger, short })))
    }

    /// Lets go of views that the file has outgrown.
    pub(crate) fn renew(&mut self) -> Result<(), Error> {
        let state = self.store.state()?;
        if state != self.state {
            self.state = state;
            self.views.clear();
            self.stories.clear();
            self.lines = None;
            self.people = None;
            self.short = None;
        }
        Ok(())
    }

    /// The view of all stories in a line each; `None` where not all are summed up.
    pub(crate) fn in_lines(&mut self) -> Result<Option<Arc<View>>, Error> {
        self.renew()?;
        if self.lines.is_none() {
            self.lines = View::of_stories(&self.store)?.map(Arc::new);
        }
        Ok(self.lines.clone())
    }

    /// How ids are shortened; `None` where not all stories are summed up.
    pub(crate) fn short(&mut self) -> Result<Option<ShortIds>, Error> {
        if self.short.is_none() {
            self.short = ShortIds::of_store(&self.store)?;
        }
        Ok(self.short)
    }

    /// The one story that holds the entry of this id; of a version that does not count any more, the
    /// story of the one that does.
    pub(crate) fn only_story(&self, id: &str) -> Result<Option<Id>, Error> {
        let Some(stories) = self.store.stories_with(id)? else { return Ok(None) };
        if let [story] = stories.as_slice() {
            return Ok(Some(story.clone()));
        }
        if !stories.is_empty() {
            return Ok(None);
        }
        let versions = self.store.versions_of(&Id::from(id))?;
        let Some(current) = versions.iter().find(|one| one.current) else { return Ok(None) };
        let stories = self.store.stories_with(current.id.as_str())?.unwrap_or_default();
        Ok(<[Id; 1]>::try_from(stories).ok().map(|[story]| story))
    }

    /// A view of nothing, where nothing is called so: whoever asks for what is not there need not wait
    /// for all that is.
    pub(crate) fn nothing_with(&mut self, id: &str) -> Result<Option<Arc<View>>, Error> {
        let is_nowhere = self.store.stories_with(id)?.is_some_and(|stories| stories.is_empty())
            && self.store.versions_of(&Id::from(id))?.is_empty();
        let short = if is_nowhere { self.short()? } else { None };
        let view = |short| View { ledger: keii_ledger::build(Vec::<Reading>::new()), short };
        Ok(short.map(view).map(Arc::new))
    }

    /// The view of the one story that holds the entry of this id.
    pub(crate) fn story_with(&mut self, id: &str) -> Result<Option<Arc<View>>, Error> {
        self.renew()?;
        let Some(story) = self.only_story(id)? else { return Ok(None) };
        let at = self.stories.iter().position(|(of, _)| *of == story);
        let known = at.map(|at| self.stories.remove(at));
        let known = match known {
            Some(known) => known,
            None => {
                let ledger = self.store.story_ledger(&story)?;
                let Some((ledger, short)) = ledger.zip(self.short()?) else { return Ok(None) };
                (story, Arc::new(View { ledger, short }))
            }
        };
        if self.stories.len() >= KEPT_STORIES {
            self.stories.remove(0);
        }
        self.stories.push(known.clone());
        Ok(Some(known.1))
    }
}
