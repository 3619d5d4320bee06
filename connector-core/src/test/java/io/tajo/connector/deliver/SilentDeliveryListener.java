package io.tajo.connector.deliver;

/** Receipts that are read by no one. A test overrides what it looks at. */
class SilentDeliveryListener implements DeliveryListener {
    @Override
    public void settle(String person, Outcome outcome) {}

    @Override
    public void left(long list, int contacts, Outcome outcome) {}

    @Override
    public void withheld(long list) {}

    @Override
    public void refused(String attribute, String reason) {}

    @Override
    public void remark(String text) {}
}
