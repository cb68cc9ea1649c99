# كلمات الواجهة بالعربية. أسماء النصوص وقيمها كما في en.ftl.

## أسماء معدودة

mentions = { PLURAL($count) ->
    [zero] لا مواضع
    [one] موضع واحد
    [two] موضعان
    [few] { $count } مواضع
    [many] { $count } موضعًا
   *[other] { $count } موضع
}
articles = { PLURAL($count) ->
    [zero] لا مقالات
    [one] مقال واحد
    [two] مقالان
    [few] { $count } مقالات
    [many] { $count } مقالًا
   *[other] { $count } مقال
}
in-articles = { PLURAL($count) ->
    [zero] في لا مقال
    [one] في مقال واحد
    [two] في مقالين
    [few] في { $count } مقالات
    [many] في { $count } مقالًا
   *[other] في { $count } مقال
}
names = { PLURAL($count) ->
    [zero] لا أسماء
    [one] اسم واحد
    [two] اسمان
    [few] { $count } أسماء
    [many] { $count } اسمًا
   *[other] { $count } اسم
}
errors = { PLURAL($count) ->
    [zero] لا أخطاء
    [one] خطأ واحد
    [two] خطآن
    [few] { $count } أخطاء
    [many] { $count } خطأً
   *[other] { $count } خطأ
}
minutes = { PLURAL($count) ->
    [zero] لا دقائق
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}
minutes-none = أقل من دقيقة
lines = { PLURAL($count) ->
    [zero] لا أسطر
    [one] سطر واحد
    [two] سطران
    [few] { $count } أسطر
    [many] { $count } سطرًا
   *[other] { $count } سطر
}
words = { PLURAL($count) ->
    [zero] لا كلمات
    [one] كلمة واحدة
    [two] كلمتان
    [few] { $count } كلمات
    [many] { $count } كلمة
   *[other] { $count } كلمة
}
hits = { PLURAL($count) ->
    [zero] لا نتائج
    [one] نتيجة واحدة
    [two] نتيجتان
    [few] { $count } نتائج
    [many] { $count } نتيجة
   *[other] { $count } نتيجة
}

## الأعمدة والألواح

pane-articles = المقالات
pane-actors = الأعلام
pane-actors-article = أعلام هذا المقال
pane-actors-screen = أعلام هذه الصفحة
pane-actors-all = أعلام كل المقالات
actors-none = لا أسماء هنا. { $key } لعرض غيرها.
pane-actors-screen-short = هذه الصفحة
pane-actors-listed = أعلام القائمة
pane-actors-listed-short = القائمة
pane-actors-all-short = كل المقالات
column-listed = قائمة
actors-none-screen = لا اسم في هذه الصفحة. { $key } لعرض غيرها.
actors-none-so = لا أحد بهذا الاسم. Esc لعرض الكل.
actors-sought = البحث عن الأسماء جارٍ.
actors-prompt = بحث عن اسم بين الأعلام
actors-of-article = أعلام هذا المقال.
actors-of-screen = أعلام هذه الصفحة.
actors-of-listed = أعلام المقالات المعروضة في القائمة.
actors-of-all = أعلام كل المقالات.
actors-by-here = الأكثر ورودًا هنا أولًا.
actors-by-all = الأكثر ورودًا في الكل أولًا.
actors-by-name = الأعلام بترتيب الأبجدية.
nationalities-off = النسب إلى البلدان لا تُعرض.
nationalities-on = النسب إلى البلدان معروضة.
column-here = هنا
column-all = الكل
column-once = مرة
kind-person = أشخاص
kind-organisation = هيئات
kind-place = أماكن
kind-nationality = نسبة إلى بلد
article-of = { $at } من { $count }
article-unlisted = { $at } من { $count }، خارج هذه القائمة

## من موضع إلى موضع

walk-here = { $at } من { $count } هنا
walk-count-here = { $count } هنا
walk-everywhere = { PLURAL($mentions) ->
    [zero] لا مواضع
    [one] موضع واحد
    [two] موضعان
    [few] { $mentions } مواضع
    [many] { $mentions } موضعًا
   *[other] { $mentions } موضع
} { PLURAL($articles) ->
    [zero] في لا مقال
    [one] في مقال واحد
    [two] في مقالين
    [few] في { $articles } مقالات
    [many] في { $articles } مقالًا
   *[other] في { $articles } مقال
}
walk-everywhere-short = { $mentions } في { $articles }
name-of = الاسم { $at } من { $count }
names-sought = ما زال البحث عن أسمائه جاريًا.
names-sought-here = أسماؤه قيد البحث
names-not-sought = أسماء هذا المقال غير معروفة: توقّفت القراءة، ويُستأنف البحث في المرّة القادمة.
walk-none = لم يُختر اسم بعد. { $key } على اسم يتتبّعه.
walk-none-short = { $key } على اسم يتتبّعه.
walk-only-here = لا يرد في مقال آخر.
walk-wrapped = انتهت المواضع: العودة إلى أولها.
walk-wrapped-back = قبل أول موضع: العودة إلى آخرها.
walk-next-article = المقال التالي: { $title }

## البحث

find-prompt = بحث عن اسم أو عنوان بأي أبجدية
find-beside-prompt = عنوان المقال الذي يوضع بجانب هذا

## البطاقة والسياقات

card-first-named = أول موضع
card-together = يرد مع
card-months = الأشهر
card-titles = الألقاب
card-named = ورد
card-days = من { $first } إلى { $last }
card-years = السنوات
card-known = يُعرف بـ
card-elsewhere = مراجع
card-nowhere-else = لا تذكر أي قائمة مرجعًا لهذا الاسم.
card-listed = { $key } في { $list }
card-looked = من { $at } مقال من أصل { $count }.
card-nobody = لا اسم هنا؛ البطاقة لاسم يشار إليه أو يُختار في القائمة.
card-person = شخص
card-organisation = هيئة
card-place = مكان
card-nationality = نسبة إلى بلد
month-of = { $month } { $year }
script-arabic = بالعربية
script-hebrew = بالعبرية
script-latin = باللاتينية
script-cyrillic = بالكيريلية
script-other = بغيرها
word-first-mention = أول موضع
kwic-head = سياقات
kwic-before = قبل
kwic-after = بعد
kwic-date = التاريخ
kwic-source = المصدر
kwic-sorted-next = مرتّبة على الكلمة التالية
pin-set = تثبيت برقم { $number }: { $name }.
pin-gone = إلغاء تثبيت: { $name }.
pin-no-name = لا اسم هنا؛ التثبيت لاسم يشار إليه أو يُختار في القائمة.
pins-nobody = لا أحد مثبَّت. { $key } يثبّت الاسم المبلوغ أو السطر.
kwic-sorted-previous = مرتّبة على الكلمة السابقة
kwic-sorted-date = مرتّبة على التاريخ
kwic-sorted-source = مرتّبة على المصدر
kwic-at = السطر { $at } من { $count }
kwic-cut = أول { $lines }
kwic-nothing = لا يرد في أي مقال. Esc للرجوع.
kwic-nothing-sought = لم يُختر شيء بعد. { $choose } على اسم يختاره، و{ $search } للبحث عن كلمات.
connections-head = يرد مع
connections-head-all = من يرد مع من
connections-articles = مقالات
connections-paragraphs = فقرات
connections-sentences = جمل
connections-by-article = معدودة بالمقال
connections-by-paragraph = معدودة بالفقرة
connections-by-sentence = معدودة بالجملة
connections-nothing = لا أحد يرد مع أحد. Esc للرجوع.
timeline-head = الخط الزمني
timeline-by-day = بالأيام
timeline-by-month = بالأشهر
timeline-by-year = بالسنوات
timeline-undated = { $count } بلا تاريخ
timeline-articles = مقالات
timeline-most = الحدّ الأقصى: { $count }
timeline-nothing = لا تاريخ لأي مقال؛ السطر «date: 2021-03-14» في أول الملف يعطيه تاريخًا.
month-of-year = { $month } { $year }
connections-never = { $a } و{ $b } لا يردان معًا.
connections-both = { $a } مع { $b }: { $count }
connections-filter = مقالات فيها { $a } و{ $b }. { $key } يعيد القائمة كلها.
export-done = { PLURAL($count) ->
    [zero] تمّت الكتابة في { $path }: لا أسطر
    [one] تمّت الكتابة في { $path }: سطر واحد
    [two] تمّت الكتابة في { $path }: سطران
    [few] تمّت الكتابة في { $path }: { $count } أسطر
    [many] تمّت الكتابة في { $path }: { $count } سطرًا
   *[other] تمّت الكتابة في { $path }: { $count } سطر
}
export-refused = لم يُكتب شيء: { $reason }. :export FILE للكتابة في مكان آخر.
export-nothing = ليس هنا ما يُكتب؛ تُكتب السياقات والصلات والخط الزمني.
pins-full = ثُبّتت ستة أسماء. { $key } على أحدها يخلي لونه.

## أعداد وأيام

percent = { $percent }٪
quoted = «{ $text }»
date = { $day } { $month } { $year }
seconds-short = { $count } ث
minutes-short = { PLURAL($count) ->
    [zero] أقل من دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}
# كما في مصر والسودان وبلدان الخليج؛ في الشام والعراق «كانون الثاني» وما بعده، وفي المغرب العربي غيرها.
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
month-hijri-1 = محرم
month-hijri-2 = صفر
month-hijri-3 = ربيع الأول
month-hijri-4 = ربيع الآخر
month-hijri-5 = جمادى الأولى
month-hijri-6 = جمادى الآخرة
month-hijri-7 = رجب
month-hijri-8 = شعبان
month-hijri-9 = رمضان
month-hijri-10 = شوال
month-hijri-11 = ذو القعدة
month-hijri-12 = ذو الحجة
era-hijri = { $date } هـ
month-persian-1 = فروردين
month-persian-2 = أرديبهشت
month-persian-3 = خرداد
month-persian-4 = تير
month-persian-5 = مرداد
month-persian-6 = شهريور
month-persian-7 = مهر
month-persian-8 = آبان
month-persian-9 = آذر
month-persian-10 = دي
month-persian-11 = بهمن
month-persian-12 = إسفند
era-persian = { $date } هـ.ش

## القراءة من الملفات، وما تُرك

reading-in = { $far }، { $rate }، { $left }
nothing-read-in = لا ملف قيد القراءة.
reading-stopped = أُوقفت القراءة من الملفات، وتُستأنف في المرة القادمة.
left-out = تُرك هذا الملف. { $key } لعرض كل ما تُرك.
left-out-why = تُرك هذا الملف: { $reason }. { $key } لعرض كل ما تُرك.
article-left-out = تُرك { $title }: { $reason }.
left-out-all = { $key } لعرض كل ما تُرك.
article-gone = هذا المقال لم يعد موجودًا؛ الموجود في القائمة.
files-left-out = { PLURAL($count) ->
    [zero] لا ملفات متروكة.
    [one] تُرك ملف واحد؛ السبب في القائمة.
    [two] تُرك ملفان؛ السبب في القائمة.
    [few] تُرك { $count } ملفات؛ السبب في القائمة.
    [many] تُرك { $count } ملفًا؛ السبب في القائمة.
   *[other] تُرك { $count } ملف؛ السبب في القائمة.
}
files-passed-over = { PLURAL($count) ->
    [zero] لا ملفات بلا نص.
    [one] تُجوز ملف واحد: لا نص فيه.
    [two] تُجوز ملفان: لا نص فيهما.
    [few] تُجوز { $count } ملفات: لا نص فيها.
    [many] تُجوز { $count } ملفًا: لا نص فيها.
   *[other] تُجوز { $count } ملف: لا نص فيها.
}
marks-fault = { $file }: { $what }.
marks-faults = أخطاء في علامات الملفات: { $count }. أولها { $file }: { $what }.
empty-folder = ليس في هذا المجلد نص يقرؤه ورّاق.
empty-looked-for = بُحث هنا وفي ما تحته عن نصوص وHTML وEPUB وخلاصات وJSON وCSV.
empty-passed-over = { PLURAL($count) ->
    [zero] لا ملفات أخرى.
    [one] تُجوز ملف واحد آخر.
    [two] تُجوز ملفان آخران.
    [few] تُجوز { $count } ملفات أخرى.
    [many] تُجوز { $count } ملفًا آخر.
   *[other] تُجوز { $count } ملف آخر.
}
empty-shell = من سطر الأوامر: warraq FILE أو FOLDER؛ و warraq وحده يفتح العيّنة.

## من مكان إلى مكان

walk-previous-article = المقال السابق: { $title }
walk-once = ورد مرة واحدة، ولا يرد في مقال آخر.
walk-no-name = لا اسم معلَّم هنا. { $key } للمقال التالي.
walk-no-names = لا اسم معلَّم في هذه المقالات. { $key } لإيجاد اسم.
last-article = هذا آخر مقال.
first-article = هذا أول مقال.
oldest-place = هذا أقدم مكان.
newest-place = هذا أحدث مكان.
no-further-name = لا اسم آخر في هذه الصفحة. { $key } للاسم التالي.
no-name = لا اسم عند هذا الموضع؛ { $key } إلى التالي.
point-first = { $left } و{ $right } للإشارة إلى اسم، و{ $choose } لتتبّعه.
why-nothing = لا اسم في هذا الموضع. { $key } للاسم التالي.
no-headings = لا عناوين في هذا المقال. { $key } للبحث عن كلمات.
no-link = لا رابط على الشاشة.
no-such-link = لا رابط بهذه الحروف. Esc لترك الحروف.
opening-link = يُفتح { $text }
link-scheme = لا تُفتح إلا روابط http وhttps وmailto.
link-no-browser = لا متصفّح هنا؛ يحدّده $BROWSER.
link-failed = لم يبدأ المتصفّح؛ يحدّد $BROWSER غيره.
link-copied = تمّ نسخ العنوان.
link-not-opened = لا يُفتح { $text }: يُفتح http و https و mailto فقط.
mark-which = علامة: a–z في هذا المقال، A–Z في كل المقالات.
mark-none = لا علامات هنا؛ { $key } ثم حرف يضع علامة.
mark-is-letter = العلامة حرف، a–z أو A–Z.
mark-set = وُضعت العلامة { $letter }. { $key } ثم { $letter } للعودة إلى هنا.
mark-unknown = لا مكان بهذا الحرف هنا. { $key } لعرض المعلَّم.
marked-read = صار مقروءًا.
marked-unread = صار غير مقروء.
entry-tags = الوسوم:
entry-note = ملاحظة:
tags-set = الوسوم: { $tags }.
tags-gone = لا وسوم بعد الآن.
editor-nothing-written = لا محرّر هنا: لا يُكتب شيء (وضع خاص)، والمحرّر يكتب ملفًا.
editor-quote-open = في { $name } علامة اقتباس لم تُغلق: { $value }
editor-no-file = تعذّر إنشاء ملف للمحرّر: { $reason }.
editor-unknown = لم يُشغَّل «{ $program }»: لا برنامج بهذا الاسم. يُسمّى غيره في EDITOR.
editor-not-run = لم يُشغَّل «{ $program }»: { $reason }. يُسمّى غيره في EDITOR.
editor-gone = لم يعد ملف المحرّر موجودًا؛ الملاحظة كما كانت.
editor-too-long = ما كُتب أطول من 1 MiB فلا يكون ملاحظة؛ وهو محفوظ في { $path }
editor-unread = تعذّرت قراءة ما كُتب: { $reason }. وهو محفوظ في { $path }
program-ended = انتهى «{ $program }».
program-ended-code = انتهى «{ $program }» بالرمز { $code }.
program-ended-signal = أنهت الإشارة { $signal } البرنامج «{ $program }».
program-lost = تعذّرت متابعة «{ $program }»: { $reason }.
note-kept = دُوّنت الملاحظة.
note-gone = رُفعت الملاحظة.
note-says = { $text }
notes-none = لا ملاحظات هنا. { $key } لكتابة ملاحظة.
word-edit = تعديل
word-remove = رفع
undo-nothing = لا شيء يُلغى؛ ما يُلغى: العلامات والملاحظات والوسوم والتصفية.
undo-done = أُلغي: { $what }.
undo-done-in = أُلغي: { $what } ({ $title }).
undo-read = وسمه مقروءًا
undo-unread = وسمه غير مقروء
undo-star = وضع نجمة
undo-unstar = رفع نجمة
undo-tags = تغيير الوسوم
undo-note = كتابة ملاحظة
undo-note-changed = تعديل ملاحظة
undo-note-gone = رفع ملاحظة
undo-mark = وضع علامة
undo-filter = رفع التصفية «{ $text }»
undo-search = إنهاء البحث عن «{ $text }»
undo-actor = ترك { $text }
undo-selection = ترك التحديد
entry-save = حفظه باسم:
entry-rename = اسمه:
save-nothing = لا بحث يُحفظ: لا بدّ من بحث أو تصفية أولًا.
save-unknown = لا بحث باسم «{ $name }». المحفوظ في أول القائمة.
saved = حُفظ «{ $query }» باسم { $name }.
save-renamed = صار اسمه { $name }.
save-gone = رُفع البحث { $name }.
undo-saved = البحوث المحفوظة كما كانت
copies-none = لا مقال آخر يروي هذا الخبر.
copies-shown = { PLURAL($count) ->
    [zero] لا مقال آخر يروي هذا الخبر.
    [one] يرويه مقال آخر واحد.
    [two] يرويه مقالان آخران.
    [few] ترويه { $count } مقالات أخرى.
    [many] يرويه { $count } مقالًا آخر.
   *[other] يرويه { $count } مقال آخر.
}
copies-folded = { PLURAL($count) ->
    [zero] لا مقال آخر وراء هذا.
    [one] وراءه مقال آخر واحد.
    [two] وراءه مقالان آخران.
    [few] وراءه { $count } مقالات أخرى.
    [many] وراءه { $count } مقالًا آخر.
   *[other] وراءه { $count } مقال آخر.
}
count-once = يُحسب الخبر مرة واحدة مهما تعددت مقالاته.
count-each = يُحسب كل مقال.
star-set = وُضعت النجمة.
star-gone = رُفعت النجمة.

## البحث في النص

search-count = { $at } من { $count } في هذا المقال
search-hits = { PLURAL($count) ->
    [zero] لا نتائج في هذا المقال
    [one] نتيجة واحدة في هذا المقال
    [two] نتيجتان في هذا المقال
    [few] { $count } نتائج في هذا المقال
    [many] { $count } نتيجة في هذا المقال
   *[other] { $count } نتيجة في هذا المقال
}
search-nothing = لا يرد «{ $query }» في هذا المقال. { $key } للبحث في الكل.
search-once = يرد مرة واحدة في هذا المقال.
search-once-everywhere = يرد مرة واحدة، ولا يرد في مقال آخر.
search-everywhere = { $here } { $dot } { $all } { $articles }
search-none = لا يرد في هذا المقال. { $key } للمقال التالي الذي يرد فيه.
find-nothing = لا اسم ولا عنوان يشبه «{ $text }». جزء من الاسم يكفي.

## أوامر القارئ

hook-none = لا أمر معيَّن: يعيَّن تحت [hooks.NAME] كما في warraq config --default.
hook-only = { PLURAL($count) ->
    [zero] لا أوامر معيَّنة.
    [one] الأوامر المعيَّنة: أمر واحد، في [hooks.NAME] من الإعدادات.
    [two] الأوامر المعيَّنة: أمران، في [hooks.NAME] من الإعدادات.
    [few] الأوامر المعيَّنة: { $count } أوامر، في [hooks.NAME] من الإعدادات.
    [many] الأوامر المعيَّنة: { $count } أمرًا، في [hooks.NAME] من الإعدادات.
   *[other] الأوامر المعيَّنة: { $count } أمر، في [hooks.NAME] من الإعدادات.
}
hook-none-here = لا أمر من أوامرك يُعرض هنا؛ on في [hooks.NAME] يحدد مواضع كل منها.
hook-not-here = { $name } لا يُعرض هنا، بل في: { $places }.
hook-no-article = لا مقال مفتوح، فلا شيء يُبحث عنه. Enter في القائمة لفتح مقال.
hook-not-run = لم يُشغَّل { $name }: ما يُعطاه يبدأ بـ«-» فيُقرأ خيارًا. "--" قبل { $part } في [hooks.{ $name }] تمنع ذلك.
hook-silent = { $name }: انتهى ولم يُطبع شيء.
hook-ended = أُنهي { $name }.
hook-copied = تمّ النسخ: كل ما طُبع.
hook-asked = سُئل. Esc للإنهاء.
hook-cut = قُطع الباقي: يزيد على 64 KiB.
lines-more = { PLURAL($count) ->
    [zero] لا أسطر بعد
    [one] سطر واحد بعد
    [two] سطران بعد
    [few] { $count } أسطر بعد
    [many] { $count } سطرًا بعد
   *[other] { $count } سطر بعد
}

## مقالان معًا

beside-one = عودة إلى مقال واحد.
beside-rows = هذه الطرفية ترتّب الأسطر كاملة: مقال واحد في كل مرة.
beside-narrow = يلزم المقالين عرض { $least } عمودًا؛ عرض هذه النافذة { $width }.
beside-keys = { $next } إلى المقال الآخر؛ { $lock } ليتبع هذا.
beside-none = لا مقال بجانب هذا؛ { $key } لوضع مقال هناك.
beside-locked = المقال الآخر يتبع هذا، فقرة فقرة.
beside-unlocked = لكل مقال مكانه.

## هيئة النص

text-wide = عرض النص بالخانات: { $count }.
marks-hidden = التشكيل مخفي.
marks-shown = التشكيل ظاهر.
justify-on = الأسطر متساوية الطول.
justify-off = الأسطر تنتهي حيث تنتهي كلماتها.
marking-all = كل الأسماء معلَّمة.
marking-followed = الاسم المختار وحده معلَّم.
marking-nothing = لا اسم معلَّم.
doubtful-on = الأسماء المشكوك فيها معلَّمة أيضًا.
doubtful-off = الأسماء المشكوك فيها متروكة.
digits-arabic = الأرقام ١٢٣ بين الحروف العربية.
digits-european = الأرقام 123.
digits-as-written = الأرقام كما كُتبت.
paragraphs-auto = اتجاه الفقرات بحسب أول حرف فيها.
paragraphs-rtl = اتجاه الفقرات من اليمين إلى اليسار.
paragraphs-ltr = اتجاه الفقرات من اليسار إلى اليمين.
paragraphs-article = اتجاه الفقرات بحسب المقال.
paragraph-ltr = اتجاه هذه الفقرة من اليسار إلى اليمين.
paragraph-rtl = اتجاه هذه الفقرة من اليمين إلى اليسار.
theme-light = الألوان: فاتحة. لحفظها: theme = "light" في الإعدادات.
theme-dark = الألوان: داكنة. لحفظها: theme = "dark" في الإعدادات.
theme-contrast = الألوان: شديدة التباين. لحفظها: theme = "contrast" في الإعدادات.
theme-16-dark = الألوان: ١٦ على أرضية داكنة. لحفظها: theme = "16" في الإعدادات.
theme-16-light = الألوان: ١٦ على أرضية فاتحة. لحفظها: theme = "16" في الإعدادات.
theme-mono = بلا ألوان. لحفظها: theme = "mono" في الإعدادات.
theme-own = الألوان: من ملف القارئ.
zen-on = النص وحده؛ { $key } لعودة الألواح.
spacing-none = الأسطر متقاربة.
spacing-one = سطر فارغ بين كل سطرين.
spacing-two = سطران فارغان بين كل سطرين.
spotlight-on = الفقرة المقروءة بارزة.
spotlight-off = الفقرات كلها سواء.
gloss-names = الأسماء بحروف لاتينية تحت الأسطر.
gloss-words = الكلمات كلها بحروف لاتينية تحت الأسطر.
gloss-nothing = لا شيء تحت الأسطر.
days-hijri = الأيام هجرية أيضًا (أم القرى).
days-persian = الأيام فارسية أيضًا.
days-gregorian = الأيام ميلادية.
mirror-on = الألواح من اليمين إلى اليسار.
mirror-off = الألواح من اليسار إلى اليمين.
mirror-rows = هذه الطرفية ترتّب الأسطر كاملة: الألواح كما هي.

## التحديد والنسخ

select-whole = الفقرة كلها محدَّدة.
select-nothing = لا نص في هذه الصفحة. Enter في القائمة لفتح مقال.
select-no-more = لا نص بعد في هذا الاتجاه.
copied-words = { PLURAL($count) ->
    [zero] تمّ النسخ: لا كلمات.
    [one] تمّ النسخ: كلمة واحدة.
    [two] تمّ النسخ: كلمتان.
    [few] تمّ النسخ: { $count } كلمات.
    [many] تمّ النسخ: { $count } كلمة.
   *[other] تمّ النسخ: { $count } كلمة.
}
copied-quotation = { PLURAL($count) ->
    [zero] تمّ النسخ: لا كلمات.
    [one] تمّ النسخ: كلمة واحدة مع المصدر والتاريخ.
    [two] تمّ النسخ: كلمتان مع المصدر والتاريخ.
    [few] تمّ النسخ: { $count } كلمات مع المصدر والتاريخ.
    [many] تمّ النسخ: { $count } كلمة مع المصدر والتاريخ.
   *[other] تمّ النسخ: { $count } كلمة مع المصدر والتاريخ.
}
copied-text = تمّ النسخ: { $text }

## البرنامج

help-title = مساعدة
help-search = اكتب لتبحث في { PLURAL($count) ->
    [zero] لا شيء
    [one] أمر واحد
    [two] أمرين
    [few] { $count } أوامر
    [many] { $count } أمرًا
   *[other] { $count } أمر
}، وq للإغلاق
help-nothing = لا أمر باسم «{ $text }». حروف أقل تجد أكثر.
command-unknown = لا أمر باسم «{ $text }». Tab يعرض الموجود.
no-key = { $keys } ليس مفتاحًا هنا. { $key } يعرض المفاتيح.
scope-list = القائمة
scope-actors = الأعلام
scope-text = النص
scope-board = نظرة عامة
bidi-sent = يُرسل النص من اليمين إلى اليسار بطريقة «{ $name }»؛ { $key } حتى يُقرأ سليمًا.
no-shell = ليس وراء ورّاق صدفة أوامر؛ لم يتوقف شيء.
mouse-on = الفأرة تختار الأسماء وتمرّر.
mouse-off = الفأرة للطرفية: تحدّد النص.

## كلمات بجانب المفاتيح

key-letters = حروف
word-jump = إلى أول موضع
word-jump-hit = ذهاب إلى النتيجة
word-try-again = محاولة أخرى
word-select = اختيار
word-close = إغلاق
word-do = تنفيذ
word-by-number = بالرقم
word-complete = إكمال
word-typed-before = السابق
word-end-it = إنهاء
word-scroll = تمرير
word-editor = محرّر
word-table = جدول
word-card-of = بطاقة
word-copy-all = نسخ الكل
word-copy = نسخ
word-copy-link = نسخ الرابط
word-open = فتح
word-open-link = فتح الرابط
word-mark = علامة
word-go = ذهاب
word-go-there = ذهاب إليه
word-read-there = القراءة هناك
word-sort = الترتيب
word-list-both = مقالات الاثنين
word-count-by = أساس العدّ
word-list-time = مقالات هذا الوقت
word-span = أيام أو أشهر أو سنوات
word-write = حفظ في ملف
word-back = رجوع
word-hide = إخفاء
word-quit = خروج
word-help = مساعدة

## الدقيقة الأولى

lesson-of = جرّب { $at } من { $count }
lesson-press = { "" }
lesson-next = إلى الاسم التالي في النص.
lesson-choose = تتبّع هذا الاسم؛ كل مواضعه معلَّمة.
lesson-article = إلى المقال التالي الذي يرد فيه.
lesson-find = بحث عن اسم أو عنوان بأي أبجدية. Esc للإغلاق.
lesson-help = كل المفاتيح. Esc للعودة.
lesson-over = هذا كل ما يلزم. الباقي هنا.

## الأفعال: جملة المساعدة، وكلمة سطر الحالة

group-walk = من موضع إلى موضع
group-read = القراءة
group-find = البحث
group-panes = الألواح
group-text = النص
group-selection = التحديد
group-warraq = ورّاق

action-next-mention = الموضع التالي لما يُتتبَّع
hint-next-mention = التالي
action-previous-mention = الموضع السابق لما يُتتبَّع
hint-previous-mention = السابق
action-next-article-with = المقال التالي الذي يرد فيه
hint-next-article-with = المقال التالي
action-previous-article-with = المقال السابق الذي يرد فيه
hint-previous-article-with = المقال السابق
action-point-left = الإشارة إلى الاسم على اليسار
hint-point-left = الاسم يسارًا
action-point-right = الإشارة إلى الاسم على اليمين
hint-point-right = الاسم يمينًا
action-choose = اختيار الاسم أو السطر
hint-choose = اختيار
action-back = الرجوع إلى حيث كانت القراءة
hint-back = رجوع
action-forward = التقدّم من جديد
hint-forward = تقدّم
action-why = ما الذي جعله اسمًا
hint-why = لماذا
action-card = بطاقة الاسم المشار إليه أو المختار
hint-card = بطاقة
action-pin = تثبيت الاسم أو إلغاء تثبيته
hint-pin = تثبيت
action-pinned = مقالات فيها كل المثبَّتين أو أحدهم أو لا أحد منهم
hint-pinned = تصفية بالمثبَّتين
action-peel = إغلاق، إنهاء بحث، ترك الاسم المختار
hint-peel = إغلاق
action-down = سطر إلى الأسفل
hint-down = أسفل
action-up = سطر إلى الأعلى
hint-up = أعلى
action-half-page-down = نصف صفحة إلى الأسفل
hint-half-page-down = نصف إلى الأسفل
action-half-page-up = نصف صفحة إلى الأعلى
hint-half-page-up = نصف إلى الأعلى
action-page-down = صفحة إلى الأسفل
hint-page-down = صفحة
action-page-up = صفحة إلى الأعلى
hint-page-up = صفحة إلى الأعلى
action-start = البداية
hint-start = البداية
action-end = النهاية
hint-end = النهاية
action-next-article = المقال التالي في القائمة
hint-next-article = المقال التالي
action-previous-article = المقال السابق في القائمة
hint-previous-article = المقال السابق
action-find = اسم أو عنوان بأي أبجدية
hint-find = بحث
action-search-here = كلمات في هذا المقال
hint-search-here = بحث في المقال
action-search = كلمات في كل المقالات
hint-search = بحث في الكل
action-filter = لا يُدرج إلا ما يوافق عبارة البحث
hint-filter = تصفية
action-command = أي أمر باسمه
hint-command = أمر
action-focus-next = اللوح التالي: القائمة، النص، الأعلام
hint-focus-next = اللوح التالي
action-focus-previous = اللوح السابق
hint-focus-previous = اللوح السابق
action-focus-left = اللوح على اليسار
hint-focus-left = اللوح الأيسر
action-focus-right = اللوح على اليمين
hint-focus-right = اللوح الأيمن
action-toggle-list = إظهار المقالات أو إخفاؤها
hint-toggle-list = المقالات
action-toggle-actors = إظهار الأعلام أو إخفاؤها
hint-toggle-actors = الأعلام
action-find-in-actors = بحث عن اسم بين الأعلام
hint-find-in-actors = بحث في الأعلام
action-actors-of = أعلام المقال أو الصفحة أو القائمة أو الكل
hint-actors-of = أعلام أي مقال
action-sort-actors = الأعلام بعددها هنا أو في الكل أو بالأبجدية
hint-sort-actors = ترتيب
action-nationalities = عرض النسب إلى البلدان أو إخفاؤها
hint-nationalities = النسب إلى البلدان
action-narrower = تضييق النص
hint-narrower = أضيق
action-wider = توسيع النص
hint-wider = أوسع
action-mark = تمييز كل الأسماء، المختار وحده، لا شيء
hint-mark = التمييز
action-doubtful = إظهار الأسماء المشكوك فيها أو إخفاؤها
hint-doubtful = أسماء مشكوك فيها
action-tashkeel = إظهار التشكيل أو إخفاؤه
hint-tashkeel = التشكيل
action-digits = الأرقام كما كُتبت، ١٢٣، 123
hint-digits = الأرقام
action-justify = أسطر متساوية الطول أو لا
hint-justify = ضبط الأسطر
action-direction = اتجاه الفقرات هنا
hint-direction = الاتجاه
action-turn-paragraph = قلب اتجاه هذه الفقرة
hint-turn-paragraph = قلب
action-copy-mention = نسخ الاسم عند هذا الموضع
hint-copy-mention = نسخ
action-copy-paragraph = نسخ فقرته
hint-copy-paragraph = نسخ الفقرة
action-help = هذه الصفحة
hint-help = مساعدة
action-theme = الألوان التالية: داكنة، فاتحة…
hint-theme = الألوان
action-mouse = الفأرة لورّاق أو للطرفية
hint-mouse = الفأرة
action-bidi = حروف في غير مكانها: طريقة أخرى
hint-bidi = الاتجاهان
action-redraw = رسم الشاشة من جديد
hint-redraw = رسم
action-suspend = توقّف مؤقت (fg يعيده)
hint-suspend = توقّف
action-close = إغلاق ما في الأعلى، أو خروج
hint-close = خروج
action-quit = خروج فوري
hint-quit = خروج
action-set-mark = علامة بحرف على هذا المكان
hint-set-mark = علامة
action-go-to-mark = ذهاب إلى علامة؛ '' للرجوع
hint-go-to-mark = العلامات
action-outline = عناوين هذا المقال
hint-outline = العناوين
action-links = الروابط والحواشي بحروفها
hint-links = الروابط
action-read = المقال مقروء أو غير مقروء
hint-read = مقروء
action-tag = وسوم المقال وبينها فواصل
hint-tag = وسوم
action-note = ملاحظة على المحدّد أو على المقال
hint-note = ملاحظة
action-notes = ملاحظات المقال
hint-notes = الملاحظات
action-undo = إلغاء آخر ما جرى
hint-undo = إلغاء
action-save = حفظ البحث باسم أو تغيير اسمه
hint-save = حفظ
action-copies = المقالات التي تروي الخبر نفسه
hint-copies = النسخ
action-count-once = حساب الخبر مرة واحدة أو كل نسخة
hint-count-once = الحساب
action-star = نجمة للمقال أو رفعها
hint-star = نجمة
action-kwic = كل مواضعه، كلٌّ في سطره
hint-kwic = السياقات
action-connections = من يرد مع من
hint-connections = الصلات
action-timeline = متى كُتبت المقالات
hint-timeline = الخط الزمني
action-order = ترتيب أو عدّ آخر
hint-order = الترتيب
action-export = كتابته في ملف
hint-export = كتابة
action-look-up = سؤال أمر من أوامر القارئ
hint-look-up = سؤال
action-beside = مقال آخر بجانب هذا أو وحده
hint-beside = بجانبه
action-lock = المقال الآخر يتبع هذا أو يبقى
hint-lock = اتّباع
action-mirror = الألواح من اليمين أو من اليسار
hint-mirror = قلب الألواح
action-zen = النص وحده أو كل الألواح
hint-zen = النص وحده
action-spacing = أسطر متقاربة، متباعدة، أبعد
hint-spacing = التباعد
action-spotlight = إبراز الفقرة المقروءة
hint-spotlight = إبراز
action-gloss = أسماء أو كلمات باللاتينية تحت الأسطر
hint-gloss = باللاتينية
action-calendar = الأيام هجرية أو فارسية أيضًا
hint-calendar = التقويم
action-select = تحديد؛ ثم الجملة، ثم الفقرة
hint-select = تحديد
action-select-left = إلى اليسار
hint-select-left = يسارًا
action-select-right = إلى اليمين
hint-select-right = يمينًا
action-select-down = سطر إلى الأسفل
hint-select-down = أسفل
action-select-up = سطر إلى الأعلى
hint-select-up = أعلى
action-select-next-word = إلى الكلمة التالية
hint-select-next-word = الكلمة التالية
action-select-previous-word = كلمة إلى الوراء
hint-select-previous-word = الكلمة السابقة
action-select-word-end = إلى آخر الكلمة
hint-select-word-end = آخر الكلمة
action-select-next-sentence = إلى الجملة التالية
hint-select-next-sentence = الجملة التالية
action-select-previous-sentence = جملة إلى الوراء
hint-select-previous-sentence = الجملة السابقة
action-select-next-paragraph = إلى الفقرة التالية
hint-select-next-paragraph = الفقرة التالية
action-select-previous-paragraph = فقرة إلى الوراء
hint-select-previous-paragraph = الفقرة السابقة
action-select-other-end = تحريك الطرف الآخر
hint-select-other-end = الطرف الآخر
action-copy-selection = نسخه نصًّا
hint-copy-selection = نسخ
action-copy-quotation = نسخه مع المصدر والتاريخ والموضع
hint-copy-quotation = اقتباس
action-stop-reading = وقف القراءة من الملفات الآن
hint-stop-reading = وقف

## ما يرد في كل المقالات

results-prompt = كلمات في كل المقالات
results-also-read = «{ $word }» يُقرأ أيضًا { $names }
results-nothing = لا يرد «{ $query }» في أي مقال. * بعد الكلمة تجد ما يبدأ بها.
results-more = { $count } أخرى في هذا المقال
results-count = { $hits } { $articles }
results-copies = +{ $count }
results-character = الحرف { $at }
fold-head = Alt مع حرف: ما لا فرق فيه عند البحث
fold-marks = التشكيل
fold-hamza = الهمزة
fold-yeh = الياء
fold-digits = الأرقام
fold-teh = التاء
fold-script = الخط
word-on = نعم
word-off = لا
ranking-relevant = الأوثق صلة أولًا
ranking-newest = الأحدث أولًا
filter-nothing = لا مقال يوافق هذا. { $key } يعيد القائمة.
filter-all = { $pins ->
    [1] المثبَّت يرد في { $at } من { $count }.
   *[other] المثبَّتون جميعًا في { $at } من { $count }.
}
filter-any = أحد المثبَّتين يرد في { $at } من { $count }.
filter-none = { $pins ->
    [1] المثبَّت لا يرد في { $at } من { $count }.
   *[other] لا أحد من المثبَّتين في { $at } من { $count }.
}
filter-gone = القائمة تعرض كل المقالات.
filter-kept = القائمة مصفّاة كما كانت: { $at } من { $count }. { $key } يعيدها كلها.
filter-dropped = أُسقطت التصفية «{ $text }»: { $reason }
pinned-all = كل من
pinned-any = أي من
pinned-none = لا أحد من

## ما تعذّرت قراءته

problems-none = قُرئ كل شيء.
problems-head = ما تُرك
problems-again = إعادة النظر في كل الملفات.
action-problems = ما تعذّرت قراءته وسببه
hint-problems = المشكلات
followed-none = لا جديد ولا متغيّر.
followed-read = { PLURAL($count) ->
    [zero] لا ملفات جديدة أو متغيرة.
    [one] ملف واحد جديد أو متغير.
    [two] ملفان جديدان أو متغيران.
    [few] { $count } ملفات جديدة أو متغيرة.
    [many] { $count } ملفًا جديدًا أو متغيرًا.
   *[other] { $count } ملف جديد أو متغير.
}
followed-gone = { PLURAL($count) ->
    [zero] لم يُحذف أي ملف.
    [one] حُذف ملف واحد.
    [two] حُذف ملفان.
    [few] حُذفت { $count } ملفات.
    [many] حُذف { $count } ملفًا.
   *[other] حُذف { $count } ملف.
}

## سطرًا سطرًا (warraq --linear)

linear-open = { PLURAL($count) ->
    [zero] لا مقالات.
    [one] مقال واحد مفتوح للقراءة.
    [two] مقالان للقراءة.
    [few] { $count } مقالات للقراءة.
    [many] { $count } مقالًا للقراءة.
   *[other] { $count } مقال للقراءة.
}
linear-begin = رقم ثم Enter لفتح مقال؛ Enter وحده لمتابعة القراءة؛ وسائر الأوامر في: { linear-word-help }.
linear-goes-on = قراءة الجديد من الملفات جارية.
linear-empty = لا مقال للقراءة. { linear-word-problems }: ما تُرك وسببه؛ { linear-word-quit }: الخروج، ثم تسمية ملفات أو مجلد: warraq --linear FOLDER.
linear-reading-in = القراءة من الملفات: { $at } من { $count }.
linear-all-read-in = قُرئ كل شيء. عدد المقالات: { $count }.
linear-left-out = { PLURAL($count) ->
    [zero] لم يُترك ملف.
    [one] تُرك ملف واحد؛ سببه في: { linear-word-problems }.
    [two] تُرك ملفان؛ السبب في: { linear-word-problems }.
    [few] تُركت { $count } ملفات؛ السبب في: { linear-word-problems }.
    [many] تُرك { $count } ملفًا؛ السبب في: { linear-word-problems }.
   *[other] تُرك { $count } ملف؛ السبب في: { linear-word-problems }.
}
linear-marks = أخطاء في العلامات المرافقة للمقالات: { $count }. أولها: { $what }.
linear-told = { $what }
linear-error = تعذّرت القراءة: { $what }. يمكن تكرار الأمر؛ و warraq check يفحص المحفوظ.
linear-unknown = «{ $text }» ليس أمرًا هنا. الأوامر في: { linear-word-help }.
linear-none-open = لا مقال مفتوح. رقم لفتح مقال؛ الأرقام في: { linear-word-list }.
linear-gone = هذا المقال لم يعد موجودًا. الموجود في: { linear-word-list }.
linear-article = المقال { $at } من { $count }: { $title }
linear-paragraph = الفقرة { $at } من { $count }.
linear-at-top = عند بدايته.
linear-paragraphs = { PLURAL($count) ->
    [zero] لا فقرات.
    [one] فقرة واحدة.
    [two] فقرتان.
    [few] { $count } فقرات.
    [many] { $count } فقرة.
   *[other] { $count } فقرة.
}
linear-actors = { PLURAL($count) ->
    [zero] لا أسماء.
    [one] اسم واحد.
    [two] اسمان.
    [few] { $count } أسماء.
    [many] { $count } اسمًا.
   *[other] { $count } اسم.
}
linear-followed-here = { PLURAL($count) ->
    [zero] الاسم المتتبَّع لا يرد هنا.
    [one] الاسم المتتبَّع: موضع واحد.
    [two] الاسم المتتبَّع: موضعان.
    [few] الاسم المتتبَّع: { $count } مواضع.
    [many] الاسم المتتبَّع: { $count } موضعًا.
   *[other] الاسم المتتبَّع: { $count } موضع.
}
linear-hits-here = { PLURAL($count) ->
    [zero] لا نتائج للبحث هنا.
    [one] نتيجة واحدة للبحث.
    [two] نتيجتان للبحث.
    [few] { $count } نتائج للبحث.
    [many] { $count } نتيجة للبحث.
   *[other] { $count } نتيجة للبحث.
}
linear-read = مقروء.
linear-starred = له نجمة.
linear-notes = { PLURAL($count) ->
    [zero] لا ملاحظات.
    [one] ملاحظة واحدة.
    [two] ملاحظتان.
    [few] { $count } ملاحظات.
    [many] { $count } ملاحظة.
   *[other] { $count } ملاحظة.
}
linear-enter = Enter للقراءة.
linear-enter-at = Enter للقراءة من الفقرة { $number }؛ { linear-word-start } لبدئه من أوله.
linear-taken-up = متابعة من حيث توقفت القراءة.
linear-end = نهاية المقال { $at } من { $count }. { $next } للمقال التالي، { linear-word-start } لقراءة هذا من أوله.
linear-break = فاصل.
linear-heading = عنوان:
linear-quotation = اقتباس:
linear-code = شيفرة:
linear-latin = بحروف لاتينية: { $text }
linear-gloss-names = بعد كل فقرة أسماؤها بحروف لاتينية.
linear-gloss-words = بعد كل فقرة كلماتها بحروف لاتينية.
linear-gloss-nothing = لا شيء بحروف لاتينية.
linear-searched = { PLURAL($count) ->
    [zero] البحث: «{ $query }»، لا نتائج هنا.
    [one] البحث: «{ $query }»، نتيجة واحدة هنا.
    [two] البحث: «{ $query }»، نتيجتان هنا.
    [few] البحث: «{ $query }»، { $count } نتائج هنا.
    [many] البحث: «{ $query }»، { $count } نتيجة هنا.
   *[other] البحث: «{ $query }»، { $count } نتيجة هنا.
}
linear-followed = تتبّع: { $name }، { PLURAL($mentions) ->
    [zero] لا مواضع
    [one] موضع واحد
    [two] موضعان
    [few] { $mentions } مواضع
    [many] { $mentions } موضعًا
   *[other] { $mentions } موضع
} { PLURAL($articles) ->
    [zero] في لا مقال.
    [one] في مقال واحد.
    [two] في مقالين.
    [few] في { $articles } مقالات.
    [many] في { $articles } مقالًا.
   *[other] في { $articles } مقال.
} { $key } للموضع التالي.
linear-followed-where = المتتبَّع: { $name }، { $count } في الكل.
linear-nobody = لا اسم متتبَّع. أسماء هذا المقال في: { linear-word-actors }؛ رقم لتتبّع أحدها.
linear-nobody-now = لا اسم متتبَّع. { $key } للاسم التالي.
linear-doubtful = مشكوك فيه
linear-doubtful-on = الأسماء المشكوك فيها معدودة أيضًا؛ ويُذكر ذلك عند كل منها.
linear-doubtful-off = الأسماء المشكوك فيها متروكة.
linear-place = { $at } من { $count }، الفقرة { $number } من { $paragraphs }: { $text }
linear-last-hit = هذه آخر نتيجة. { linear-word-search } بلا كلمات لإنهاء البحث.
linear-first-hit = هذه أول نتيجة. { linear-word-search } بلا كلمات لإنهاء البحث.
linear-last-name = هذا آخر اسم في هذا المقال. { $key } للمقال التالي.
linear-first-name = هذا أول اسم في هذا المقال. { $key } للمقال السابق.
linear-actor = { $number }. { $name }: { $here } هنا، { $all } في الكل.
linear-no-actors = لا اسم في هذا المقال. { linear-word-find } للبحث عن اسم في الكل.
linear-actors-more = بقي { $count }: { linear-word-actors } { $next }.
linear-actors-ended = عدد الأسماء هنا: { $count }. { linear-word-actors } من أولها.
linear-find-what = مع { linear-word-find } اسم: { linear-word-find } lukash.
linear-find-nothing = لا اسم ولا عنوان يشبه «{ $query }». { linear-word-search } للبحث عن كلمات في هذا المقال.
linear-found-actor = { $number }. { $name }: { $all } في الكل.
linear-found-title = { $number }. مقال: { $title }
linear-search-over = انتهى البحث.
linear-search-what = مع { linear-word-search } كلمات: { linear-word-search } سلام.
linear-search-nothing = لا يرد «{ $query }» في هذا المقال. { linear-word-search-all } للبحث في كل المقالات، { linear-word-find } عن اسم أو عنوان.
linear-search-all-what = مع { linear-word-search-all } كلمات أو سؤال: { linear-word-search-all } سلام NOT before:2021.
linear-searching = البحث جارٍ. المقالات: { $at } من { $count }.
linear-hits-all = { $hits } { $articles }. رقم لفتح إحداها؛ { $key } لأولها ثم لما بعدها.
linear-found-articles = { PLURAL($count) ->
    [zero] لا مقالات. قد تجدها صيغة أخرى.
    [one] وُجد مقال واحد. رقمه لفتحه.
    [two] وُجد مقالان. رقم لفتح أحدهما.
    [few] وُجدت { $count } مقالات. رقم لفتح أحدها.
    [many] وُجد { $count } مقالًا. رقم لفتح أحدها.
   *[other] وُجد { $count } مقال. رقم لفتح أحدها.
}
linear-hits-so-far = المقالات حتى الآن: { $at } من { $count }؛ { linear-word-hits } للمتابعة.
linear-hit = { $number }. { $where }: { $text }
linear-hit-article = { $number }. { $title }
linear-hits-more = { PLURAL($count) ->
    [zero] لا مزيد: { linear-word-hits }.
    [one] بقيت نتيجة واحدة: { linear-word-hits }.
    [two] بقيت نتيجتان: { linear-word-hits }.
    [few] بقيت { $count } نتائج: { linear-word-hits }.
    [many] بقيت { $count } نتيجة: { linear-word-hits }.
   *[other] بقيت { $count } نتيجة: { linear-word-hits }.
}
linear-hits-go-on = قد يكون هناك مزيد: { linear-word-hits } لمتابعة البحث.
linear-hits-unsaid = { PLURAL($count) ->
    [zero] لا مقال آخر؛ { $key } للمقال التالي.
    [one] يرد في مقال آخر؛ { $key } للمقال التالي.
    [two] يرد في مقالين آخرين؛ { $key } للمقال التالي.
    [few] يرد في { $count } مقالات أخرى؛ { $key } للمقال التالي.
    [many] يرد في { $count } مقالًا آخر؛ { $key } للمقال التالي.
   *[other] يرد في { $count } مقال آخر؛ { $key } للمقال التالي.
}
linear-hits-ended = هذه كل النتائج المسرودة، وعددها { $count }. { linear-word-hits } 1 من أولها.
linear-no-hits = لا نتائج لبحث في كل المقالات. { linear-word-search-all } ثم كلمات للبحث.
linear-hits-around = بعد آخر نتيجة: من الأولى مجددًا.
linear-hits-around-back = قبل أول نتيجة: من الأخيرة مجددًا.
linear-hit-only-here = لا يرد في مقال آخر. { linear-word-search-all } بلا كلمات لإنهاء البحث.
linear-searched-all = { PLURAL($articles) ->
    [zero] البحث في الكل: «{ $query }»، { $hits }.
    [one] البحث في الكل: «{ $query }»، { $hits } في مقال واحد.
    [two] البحث في الكل: «{ $query }»، { $hits } في مقالين.
    [few] البحث في الكل: «{ $query }»، { $hits } في { $articles } مقالات.
    [many] البحث في الكل: «{ $query }»، { $hits } في { $articles } مقالًا.
   *[other] البحث في الكل: «{ $query }»، { $hits } في { $articles } مقال.
}
linear-and-copies = { PLURAL($count) ->
    [zero] بلا نسخ.
    [one] ونسخة واحدة.
    [two] ونسختان.
    [few] و{ $count } نسخ.
    [many] و{ $count } نسخة.
   *[other] و{ $count } نسخة.
}
linear-copies = { PLURAL($count) ->
    [zero] لا مقال آخر يروي هذا الخبر.
    [one] مقال آخر يروي الخبر نفسه؛ وهو في: { linear-word-copies }.
    [two] مقالان آخران يرويان الخبر نفسه؛ وهما في: { linear-word-copies }.
    [few] { $count } مقالات أخرى تروي الخبر نفسه؛ وهي في: { linear-word-copies }.
    [many] { $count } مقالًا آخر يروي الخبر نفسه؛ وهي في: { linear-word-copies }.
   *[other] { $count } مقال آخر يروي الخبر نفسه؛ وهي في: { linear-word-copies }.
}
linear-card-nobody = بطاقة مَن؟ { linear-word-card } ثم اسم، أو { linear-word-card } ثم رقم من { linear-word-actors }، أو الذهاب إلى اسم أولًا.
linear-card-gone = لم يعد هذا الاسم يرد في أي مقال. أسماء هذا المقال في: { linear-word-actors }.
linear-card-of = { $name }: { PLURAL($mentions) ->
    [zero] لم يُذكر
    [one] مرة واحدة
    [two] مرتان
    [few] { $mentions } مرات
    [many] { $mentions } مرة
   *[other] { $mentions } مرة
} { PLURAL($articles) ->
    [zero] في أي مقال.
    [one] في مقال واحد.
    [two] في مقالين.
    [few] في { $articles } مقالات.
    [many] في { $articles } مقالًا.
   *[other] في { $articles } مقال.
}
linear-card-spelled = يُكتب { $script }: { $forms }.
linear-card-titles = ألقابه: { $forms }.
linear-card-form = { PLURAL($count) ->
    [zero] { $form }
    [one] { $form }، مرة واحدة
    [two] { $form }، مرتان
    [few] { $form }، { $count } مرات
    [many] { $form }، { $count } مرة
   *[other] { $form }، { $count } مرة
}
linear-card-day = ورد في { $day }.
linear-card-days = ورد من { $first } إلى { $last }.
linear-card-months = بالأشهر: { $times }.
linear-card-years = بالسنوات: { $times }.
linear-card-first = أول موضع، في { $where }: { $text }
linear-card-elsewhere = مراجع: { $links }
linear-card-company = أكثر من يرد معه:
linear-card-with = { PLURAL($count) ->
    [zero] { $number }. { $name }.
    [one] { $number }. { $name }، في فقرة واحدة.
    [two] { $number }. { $name }، في فقرتين.
    [few] { $number }. { $name }، في { $count } فقرات.
    [many] { $number }. { $name }، في { $count } فقرة.
   *[other] { $number }. { $name }، في { $count } فقرة.
}
linear-card-goes-on = { $key } لأول موضع؛ المقالات في: { linear-word-articles-with }؛ رقم لتتبّع أحد هؤلاء.
linear-times = { PLURAL($count) ->
    [zero] لا يرد فيه.
    [one] مرة واحدة.
    [two] مرتان.
    [few] { $count } مرات.
    [many] { $count } مرة.
   *[other] { $count } مرة.
}
linear-articles-with-ended = المقالات التي تذكره: { $count }. { linear-word-articles-with } من أولها.
linear-articles-with-more = بقي { $count }: { linear-word-articles-with } { $next }.
linear-outline = { $number }. المستوى { $level }: { $text } الفقرة { $paragraph }.
linear-outline-here = القراءة تحته.
linear-no-headings = لا عناوين في هذا المقال. { linear-word-search } ثم كلمات للوصول إلى موضع فيه.
linear-link = { $number }. «{ $text }»، الفقرة { $paragraph }: { $address }
linear-no-links = لا روابط في هذا المقال. عناوينه في: { linear-word-outline }.
linear-quote-what = أي فقرة؟ عدد الفقرات: { $count }. { linear-word-quote } 3. وبلا رقم آخر فقرة قُرئت.
linear-saved = { $number }. { $name }: { $query }
linear-no-saved = لا بحث محفوظ. { linear-word-save } ثم اسم لحفظ آخر بحث.
linear-saved-unknown = لا بحث اسمه «{ $name }». المحفوظ في: { linear-word-saved }.
linear-save-what = مع { linear-word-save } اسم: { linear-word-save } سلام.
linear-no-saved-number = اسم بحث محفوظ أو رقمه لازم هنا. عدد البحوث المحفوظة: { $count }، وهي في: { linear-word-saved }.
linear-query = خطأ في السؤال. { $what }
linear-hits = { PLURAL($count) ->
    [zero] لا نتائج. { $key } للتالي.
    [one] نتيجة واحدة. { $key } إليها.
    [two] نتيجتان. { $key } للتالية.
    [few] { $count } نتائج. { $key } للتالية.
    [many] { $count } نتيجة. { $key } للتالية.
   *[other] { $count } نتيجة. { $key } للتالية.
}
linear-no-article = لا مقال رقمه { $number }؛ عدد المقالات { $count }، وهي في: { linear-word-list }.
linear-no-number = ليس { $number } في تلك القائمة. المقالات في: { linear-word-list }.
linear-list-ended = عدد المقالات { $count }. { linear-word-list } من أولها.
linear-list-more = بقي { $count }: { linear-word-list } { $next }.
linear-no-unread-after = لا مقال غير مقروء بعد هذا. { $key } للرجوع.
linear-no-unread-before = لا مقال غير مقروء قبل هذا. { $key } لما بعده.
linear-problems-more = بقي { $count }؛ الكل من سطر الأوامر: warraq problems.
linear-no-tags = لا وسوم للمقال. { linear-word-tag } ثم اسم لإضافة وسم، وقبله - لرفعه.
linear-note-what = مع { linear-word-note } نص: { linear-word-note } TEXT.
linear-noted = دُوّنت الملاحظة على المقال.
linear-noted-at = دُوّنت الملاحظة على الفقرة { $number }.
linear-no-notes = لا ملاحظات على هذا المقال. { linear-word-note } ثم نص لتدوين ملاحظة على آخر فقرة قُرئت.
linear-note = { $number }. على المقال: { $text }
linear-note-at = { $number }. الفقرة { $paragraph }: { $text }
linear-no-note = رقم ملاحظة لازم هنا؛ عددها { $count }، وهي في: { linear-word-notes }.
linear-help = { $names }: { $what }.
linear-word-all = الكل
linear-word-again = إعادة
linear-word-start = البداية
linear-word-where = أين
linear-word-list = قائمة
linear-word-next-article = المقال-التالي
linear-word-previous-article = المقال-السابق
linear-word-next-unread = غير-المقروء-التالي
linear-word-previous-unread = غير-المقروء-السابق
linear-word-actors = أعلام
linear-word-next-mention = التالي
linear-word-previous-mention = السابق
linear-word-follow = تتبع
linear-word-nobody = لا-أحد
linear-word-next-article-with = مقاله-التالي
linear-word-previous-article-with = مقاله-السابق
linear-word-back = رجوع
linear-word-forward = تقدم
linear-word-find = إيجاد
linear-word-search = بحث
linear-word-search-all = بحث-الكل
linear-word-search-best = بحث-الأقرب
linear-word-hits = نتائج
linear-word-card = بطاقة
linear-word-articles-with = مقالاته
linear-word-why = لماذا
linear-word-undo = تراجع
linear-word-outline = عناوين
linear-word-links = روابط
linear-word-quote = اقتباس
linear-word-saved = محفوظ
linear-word-save = حفظ
linear-word-remove-saved = حذف-محفوظ
linear-word-copies = نسخ
linear-word-count-once = حساب-مرة
linear-word-read = مقروء
linear-word-star = نجمة
linear-word-tag = وسم
linear-word-note = ملاحظة
linear-word-notes = ملاحظات
linear-word-remove-note = رفع-ملاحظة
linear-word-doubtful = مشكوك
linear-word-gloss = لاتيني
linear-word-problems = متروك
linear-word-help = مساعدة
linear-word-quit = خروج
linear-do-read-on = الفقرة التالية
linear-do-all = بقية المقال
linear-do-again = الفقرة نفسها مرة أخرى
linear-do-start = من بداية المقال
linear-do-where = موضع القراءة، والاسم المتتبَّع
linear-do-list = المقالات؛ ومع رقم منه فصاعدًا. رقم وحده لفتح مقال
linear-do-next-unread = المقال التالي غير المقروء
linear-do-previous-unread = المقال السابق غير المقروء
linear-do-actors = أسماء هذا المقال. رقم لتتبّع أحدها
linear-do-next-mention = الموضع التالي للمتتبَّع أو للبحث، وإلا فلأي اسم
linear-do-previous-mention = الموضع السابق
linear-do-follow = تتبّع الاسم عند هذا الموضع
linear-do-nobody = ترك التتبّع
linear-do-next-article-with = المقال التالي الذي يرد فيه المتتبَّع
linear-do-previous-article-with = المقال السابق الذي يرد فيه المتتبَّع
linear-do-find = مع اسم: ما يشبهه من أسماء وعناوين، بأي أبجدية
linear-do-search = مع كلمات: مواضعها في هذا المقال. ومثله /كلمات
linear-do-search-all = مع كلمات أو سؤال: مواضعها في كل المقالات بترتيب القائمة. رقم لفتح أحدها؛ وبلا كلمات لإنهاء البحث
linear-do-search-best = مثله، والأقرب إلى السؤال أولًا
linear-do-hits = بقية نتائج آخر بحث في الكل؛ ومع رقم منها فصاعدًا
linear-do-card = من هو، كما تروي المقالات: مع اسم، أو رقم من الأعلام، أو بلا شيء لمن عند هذا الموضع أو للمتتبَّع
linear-do-articles-with = مقالات صاحب البطاقة أو المتتبَّع؛ ومع رقم منه فصاعدًا
linear-do-why = لماذا عُدّ هذا اسمًا
linear-do-undo = إلغاء آخر تغيير في المقروء والنجوم والوسوم والملاحظات والبحوث المحفوظة، وما أُنهي
linear-do-outline = عناوين المقال. رقم للقراءة من هناك
linear-do-links = روابط المقال. رقم لقراءة فقرته
linear-do-quote = آخر فقرة قُرئت، أو فقرة برقمها، مع المصدر والتاريخ والموضع
linear-do-saved = البحوث المحفوظة. رقم لإجراء أحدها؛ وكذلك @ والاسم في بحث
linear-do-save = مع اسم: حفظ آخر بحث
linear-do-remove-saved = مع اسم أو رقم: رفع بحث محفوظ
linear-do-copies = سائر المقالات التي تروي ما يرويه هذا
linear-do-count-once = يُحسب الخبر ويُسرد مرة واحدة، أو كل نسخة منه
linear-do-tag = مع أسماء بينها فواصل: وسوم للمقال؛ وقبل الاسم - لرفعه
linear-do-note = مع نص: ملاحظة على آخر فقرة قُرئت
linear-do-notes = ملاحظات المقال
linear-do-remove-note = مع رقم: رفع إحداها
linear-do-doubtful = عدّ الأسماء المشكوك فيها أو تركها
linear-do-gloss = أسماء أو كلمات أو لا شيء باللاتينية بعد كل فقرة
linear-do-help = الأوامر كلها؛ ومع كلمة ذلك الأمر
linear-do-quit = الخروج

## خطأ في البحث

query-too-long = نصّ البحث طويل جدًّا. اختصره.
query-too-many = أكثر من { $count } كلمة كثير. اطلب أقلّ.
query-too-deep = التداخل عميق جدًّا. قلّل الأقواس وNOT.
query-not-opened = لا قوس مفتوح يغلقه «)». احذفه، أو ضع «(» قبله.
query-empty-parentheses = لا شيء بين القوسين. اكتب كلمة بينهما.
query-not-closed = لم يُغلق «{ $open }». أضف «{ $close }» في الآخر.
query-empty-quotes = لا كلمة بين علامتي الاقتباس. اكتب واحدة.
query-missing-after = تنقص كلمة بعد { $text }. اكتبها، أو احذفه.
query-missing-before = تنقص كلمة قبل { $text }. اكتبها، أو احذفه.
query-missing = تنقص كلمة. اكتبها.
query-star-inside = لا تقع «*» إلا في آخر الكلمة. ولأكثر من ذلك اكتب تعبيرًا نمطيًّا: /…/.
query-star-alone = تنقص حروف قبل «*». اكتب أوّل الكلمة.
query-only-signs = هنا علامات فقط، ولا بحث عن العلامات. اكتب كلمة، أو تعبيرًا نمطيًّا: /…/.
query-no-value = لا شيء بعد «{ $name }:». اكتب مثلًا { $example }.
query-no-date = «{ $text }» ليس تاريخًا. اكتب سنة أو شهرًا أو يومًا: 2021 أو 2021-06 أو 2021-06-15.
query-no-language = «{ $text }» ليس رمز لغة. اكتب رمزها: ar أو fa أو he أو en.
query-no-state = حالة المقال is:unread أو is:read أو is:starred. اكتب إحداها.
query-no-thing = قد تكون للمقال ملاحظة: has:note.
query-no-field = «{ $name }:» ليس من { $fields }. وللبحث عن الكلمات ضعها بين علامتي اقتباس.
query-regex-not-closed = هنا يبدأ تعبير نمطي لم يُغلق. أضف «/» في آخره.
query-regex-empty = لا شيء بين الشرطتين. اكتب تعبيرًا بينهما.
query-regex-too-big = هذا التعبير النمطي يحتاج إلى ذاكرة كثيرة. قلّل التكرار فيه.
query-no-regex = ليس هذا تعبيرًا نمطيًّا: { $text }. صحّحه، أو ضع الكلمات بين علامتي اقتباس.

## المتاعب

library-missing = { $path } غير موجود
library-missing-near = { $path } غير موجود. أقربها: { $near }
library-not-read = تُرك { $path }: { $reason }
library-folder = يتعذّر استعمال { $path }: { $reason }
library-newer = كُتب { $path } بإصدار أحدث من ورّاق؛ يبقى كما هو، وذلك الإصدار يفتحه
library-broken = المكتبة تالفة؛ `warraq check` ينحّيها جانبًا
library-full = القرص ممتلئ؛ لا يُحفظ الجديد إلى أن يتّسع
library-busy = ورّاق آخر يكتب في المكتبة؛ تفرغ حين ينتهي
library-disturbed = تُرك السؤال لسؤال آخر؛ يلزم تكرار السؤال
library-removed = أزيل desk.db؛ يُنشأ من جديد عند البدء التالي
library-database = يتعذّر استعمال المكتبة: { $reason }؛ `warraq check` يفحصها
trouble-nothing-kept = { $error }. لا يُحفظ شيء جديد.
trouble-not-kept = يتعذّر حفظ العلامات والمواضع: { $error }.
trouble-damaged = المكتبة تالفة؛ `warraq check` ينحّيها جانبًا وينشئها من جديد.
trouble-fault = أخفق سؤال للمكتبة بخلل في هذا البرنامج؛ يلزم تكرار السؤال.
trouble-no-room-to-watch = لا يُنتبه للمقالات الجديدة والمتغيّرة تلقائيًا: لا يتّسع النظام لمراقبة مجلدات بهذا العدد.
trouble-not-watched = لا يُنتبه للمقالات الجديدة والمتغيّرة تلقائيًا: { $reason }.
trouble-no-thread = لم يُنفَّذ شيء: { $reason }. حاول ثانية بعد لحظة.
trouble-no-program = لم يُنفَّذ شيء: command في ⁨[hooks.{ $hook }]⁩ لا يسمّي برنامجًا.
trouble-missing = لم يُنفَّذ «{ $program }»: لا برنامج بهذا الاسم. يثبَّت، أو يسمّى غيره في ⁨[hooks.{ $hook }]⁩ في الإعدادات.
trouble-forbidden = لم يُنفَّذ «{ $program }»: لا إذن بتنفيذه. chmod +x يأذن به، أو يسمّى غيره في ⁨[hooks.{ $hook }]⁩ في الإعدادات.
trouble-not-run = لم يُنفَّذ «{ $program }»: { $reason }. يعيَّن في ⁨[hooks.{ $hook }]⁩ في الإعدادات.
trouble-code = انتهى «{ $program }» بالرمز { $code } ولم يذكر سببًا.
trouble-code-said = انتهى «{ $program }» بالرمز { $code }: { $said }
trouble-killed = أُنهي «{ $program }» من خارجه.
trouble-lost = تعذّرت متابعة «{ $program }»: { $reason }.
trouble-late = استغرق «{ $program }» أكثر من { $seconds } ث وأُنهي. قيمة seconds في ⁨[hooks.{ $hook }]⁩ تزيد مهلته.

## ما جعل الكلمة اسمًا

why-line = { $evidence }: { $clauses }
semicolon = ؛
why-by-listed = من القوائم
why-by-listed-after-head = من القوائم بعد كلمة دالّة
why-by-listed-in-article = من القوائم بدلالة المقال
why-by-title = لقب
why-by-saying = فعل قول
why-by-first-name = اسم أول
why-by-head = كلمة دالّة
why-by-bound = تابع لاسم كامل
why-by-imported = من ملف
why-by-tagged = الواسم الإحصائي
why-by-title-alone = لقب وحده
why-form = «{ $surface }» صيغة من { $id }
why-form-list = «{ $surface }» صيغة من { $id } في { $list }
why-form-shared = «{ $surface }» صيغة من { $id } ومن غيره
why-form-shared-list = «{ $surface }» صيغة من { $id } في { $list } ومن غيره
why-clear-elsewhere = المقال يسمّيه صراحة في موضع آخر (نظرة ثانية)
why-word-before = قبله كلمة «{ $word }»
why-some-word-before = قبله كلمة دالّة
why-title-before = قبله اللقب «{ $word }»
why-some-title-before = قبله لقب
why-saying-before = قبله فعل القول «{ $word }»
why-some-saying-before = قبله فعل قول
why-first-name = أوله اسم أول معروف
why-head = أوله أو قبله كلمة تدل على مثله
why-bound-same = الاسم يرد في موضع آخر من المقال (نظرة ثانية)
why-bound-part = جزء من «{ $name }» أو كتابة له في موضع آخر من المقال (نظرة ثانية)
why-tagged = الواسم الإحصائي يعدّه اسمًا
why-tagged-first = الواسم الإحصائي يعدّه اسمًا (الاحتمال { $probability }، المرور الأول)
why-tagged-second = الواسم الإحصائي يعدّه اسمًا (الاحتمال { $probability }، المرور الثاني)
why-title-in-article = لقب بلا اسم؛ المقال يعطيه واحدًا فقط
why-title-in-list = لقب بلا اسم؛ لا يحمله ممن ورد هنا إلا { $id } («{ $about }»)
why-title-clear = لقب صاحبه واضح هنا
why-imported = ملف إلى جانب المقال يعلّمه
why-clitic = نُزعت «{ $clitic }»
why-promoted = ليس مؤكدًا وحده، وعُدّ لأن المجموعة تسمّي صاحبه يقينًا
why-weak = ليس مؤكدًا، فلم يُعدّ
why-by-list = رُبط بـ { $id } من قائمة
why-begins = أول ورود لصاحب الاسم
why-same-elsewhere = رُبط بالاسم نفسه في مقال آخر
why-same-before = رُبط بالاسم نفسه في مقال سابق
why-linked = رُبط بـ { $id }: { $reason }
why-may-be = لعلّه { $entity } ({ $name }): { $reason }
why-reason-listed = قائمة تقول ذلك
why-reason-first = لا سابق يشبهه لفظًا
why-reason-same = الاسم نفسه
why-reason-sound = يشبه «{ $form }» لفظًا (المسافة { $distance })
why-reason-family = اسم العائلة نفسه في «{ $form }»
why-reason-sound-with = { PLURAL($shared) ->
    [one] يشبه «{ $form }» لفظًا (المسافة { $distance })، ويرد معهما اسم آخر
    [two] يشبه «{ $form }» لفظًا (المسافة { $distance })، ويرد معهما اسمان آخران
    [few] يشبه «{ $form }» لفظًا (المسافة { $distance })، ويرد معهما { $shared } أسماء أخرى
    [many] يشبه «{ $form }» لفظًا (المسافة { $distance })، ويرد معهما { $shared } اسمًا آخر
   *[other] يشبه «{ $form }» لفظًا (المسافة { $distance })، ويرد معهما { $shared } اسم آخر
}
why-reason-family-with = { PLURAL($shared) ->
    [one] اسم العائلة نفسه في «{ $form }»، ويرد معهما اسم آخر
    [two] اسم العائلة نفسه في «{ $form }»، ويرد معهما اسمان آخران
    [few] اسم العائلة نفسه في «{ $form }»، ويرد معهما { $shared } أسماء أخرى
    [many] اسم العائلة نفسه في «{ $form }»، ويرد معهما { $shared } اسمًا آخر
   *[other] اسم العائلة نفسه في «{ $form }»، ويرد معهما { $shared } اسم آخر
}
