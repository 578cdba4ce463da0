"""Django's classes that carry a model, with the brackets that say which: `ModelAdmin[Cycle]`.

For the type checker they are Django's own. Those take no brackets when the program runs, so there each has a heir that
does, and is the same otherwise.
"""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import admin

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin
    TabularInline = admin.TabularInline
    ModelForm = forms.ModelForm
else:

    class _Bracketed:
        def __class_getitem__(cls, models):
            return cls

    class ModelAdmin(_Bracketed, admin.ModelAdmin): ...

    class TabularInline(_Bracketed, admin.TabularInline): ...

    class ModelForm(_Bracketed, forms.ModelForm): ...
