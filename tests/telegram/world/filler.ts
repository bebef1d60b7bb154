/** Long histories for imports and searches: ordinary sentences, the same for the same seed. */
import { type Random, randomInteger } from './random';

const LINES = {
  en: [
    'Good morning! Any news on the shipment?',
    'The container left the port yesterday evening.',
    'Could you resend the invoice with the new VAT number?',
    'Sure, you will have it within the hour.',
    'We need 40 more units for the second site.',
    'Let me check the stock and come back to you.',
    'The price stays the same if you confirm this week.',
    'Our finance team asks for 30 days of credit.',
    'I can offer 14 days for the first order.',
    'Thanks, that works for us.',
    'Please send the packing list to the warehouse as well.',
    'Done. The truck arrives on Thursday between 8 and 10.',
    'Who is the contact person at the gate?',
    'Marta, her number is on the delivery note.',
    'We found two damaged boxes, photos follow.',
    'Sorry about that! We will replace both at our cost.',
    'Can we move the call to tomorrow at 11?',
    'Works for me, I will update the invitation.',
    'The contract is signed and on its way by courier.',
    'Great doing business with you!',
  ],
  ru: [
    'Доброе утро! Есть новости по отгрузке?',
    'Контейнер вышел из порта вчера вечером.',
    'Пришлите, пожалуйста, счёт с новыми реквизитами.',
    'Да, в течение часа будет у вас.',
    'Нам нужно ещё 40 штук на второй объект.',
    'Проверю остатки и вернусь с ответом.',
    'Цена сохранится, если подтвердите на этой неделе.',
    'Бухгалтерия просит отсрочку 30 дней.',
    'На первый заказ могу дать 14 дней.',
    'Спасибо, нас устраивает.',
    'Упаковочный лист отправьте и на склад тоже.',
    'Готово. Машина приедет в четверг с 8 до 10.',
    'Кто будет встречать на проходной?',
    'Марина, её телефон в накладной.',
    'Две коробки повреждены, фото пришлю.',
    'Приносим извинения! Заменим обе за свой счёт.',
    'Можем перенести звонок на завтра на 11?',
    'Удобно, обновлю приглашение.',
    'Договор подписан, курьер уже в пути.',
    'С вами приятно работать!',
  ],
};

/** The text of the n-th message of a long history, numbered so that every message can be told apart. */
export function fillerText(language: 'en' | 'ru', index: number, random: Random): string {
  const lines = LINES[language];
  return `${lines[randomInteger(random, 0, lines.length)] ?? ''} #${index + 1}`;
}
