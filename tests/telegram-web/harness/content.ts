import script from '@/entrypoints/telegram.content';

script.main(undefined as never);
