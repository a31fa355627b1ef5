package org.calque.projects;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

@Converter(autoApply = true)
public class GroupColumn implements AttributeConverter<Group, String> {
    @Override
    public String convertToDatabaseColumn(Group group) {
        return group == null ? null : group.wireName();
    }

    @Override
    public Group convertToEntityAttribute(String wireName) {
        return Group.ofColumn(wireName);
    }
}
