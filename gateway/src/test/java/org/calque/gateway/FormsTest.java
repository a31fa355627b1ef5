package org.calque.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormsTest {
    private final Forms forms = new Forms(1000);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a=1&b=x+y%21 | {'a':'1','b':'x y!'}",
                "a=1&a=2&a=3 | {'a':['1','2','3']}",
                "a[]=1 | {'a':['1']}",
                "a[]=1&a[]=2 | {'a':['1','2']}",
                "a[1]=y&a[0]=x | {'a':['x','y']}",
                "a[20]=x | {'a':['x']}",
                "a[21]=x | {'a':{'21':'x'}}",
                "a[k]=v&a[l]=w | {'a':{'k':'v','l':'w'}}",
                "a[0][k]=v&a[1][k]=w | {'a':[{'k':'v'},{'k':'w'}]}",
                "a[b][c][d][e][f]=x | {'a':{'b':{'c':{'d':{'e':{'f':'x'}}}}}}",
                "a[b][c][d][e][f][g][h]=x | {'a':{'b':{'c':{'d':{'e':{'f':{'[g][h]':'x'}}}}}}}",
                "a[k]=v&a[]=w | {'a':{'k':'v','0':'w'}}",
                "a | {'a':''}",
                "=x&&a= | {'a':''}",
                "a=%zz%4 | {'a':'%zz%4'}",
                "a[=1 | {'a[':'1'}",
                "a=%E2%82%AC | {'a':'€'}"
            })
    void bracketsAreRead(String form, String json) {
        assertEquals(json.replace('\'', '"'), forms.nested(form).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"a=1&a=2&b=true | {'a':['1','2'],'b':'true'}", "a[]=1 | {'a[]':'1'}"})
    void bracketsArePartOfTheNameInApiV2(String form, String json) {
        assertEquals(json.replace('\'', '"'), forms.flat(form).toString());
    }

    @Test
    void aNameIsNoLongerThanOneInJson() {
        var longest = "n".repeat(50_000);
        assertEquals("{\"" + longest + "\":\"1\"}", forms.flat(longest + "=1").toString());
        var refused = assertThrows(Refusal.Refused.class, () -> forms.nested(longest + "n=1"));
        assertEquals(
                "the form has a name of more than 50000 characters",
                refused.refusal().text());
    }
}
