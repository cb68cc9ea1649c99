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
pane-actors-article = أعلام هذا المقال
pane-actors-screen = أعلام هذه الصفحة
pane-actors-all = أعلام كل المقالات
column-here = هنا
column-all = الكل
kind-person = أشخاص
kind-organisation = هيئات
kind-place = أماكن
kind-nationality = نسبة إلى بلد
article-of = { $at } من { $count }

## من موضع إلى موضع

walk-here = { $at } من { $count } هنا
walk-only-here = لا يرد في مقال آخر.
walk-none = لم يُختر اسم بعد. Enter على اسم يتتبّعه.
walk-wrapped = انتهت المواضع: العودة إلى أولها.
walk-wrapped-back = قبل أول موضع: العودة إلى آخرها.
walk-next-article = المقال التالي: { $title }

## البحث

find-prompt = بحث عن اسم أو عنوان بأي أبجدية
search-count = { $at } من { $count } في هذا المقال
search-nothing = لا يرد «{ $query }» في هذا المقال.

## البطاقة والسياقات

card-first-named = أول موضع
card-together = يرد مع
card-months = الأشهر
card-titles = الألقاب
kwic-head = سياقات { $name }
kwic-before = قبل
kwic-after = بعد
kwic-sorted-next = مرتّبة على الكلمة التالية
pins-full = ثُبّتت ستة أسماء. { $key } على أحدها يخلي لونه.
